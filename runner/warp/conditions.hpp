// Which clock a condition variable waits on: glibc keeps it in a bit of the variable itself.
#pragma once

#include <pthread.h>

namespace squall {

/// The clock pthread_cond_init was given. Reading it from the variable needs no record of ours and
/// holds for variables set up before we loaded or shared with another process.
clockid_t own_clock(const pthread_cond_t& condition);

/// Whether own_clock reads what this C library writes.
bool own_clock_is_readable();

}  // namespace squall
