// Waiting for other threads: semaphores, condition variables, locks, joins. Deadlines of either
// clock go on as deadlines on the real CLOCK_MONOTONIC: warped wall time follows that clock alone,
// so that setting the machine's date moves no wait.

#include "runner/warp/conditions.hpp"
#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

namespace squall {

clockid_t own_clock(const pthread_cond_t& condition) {
  constexpr unsigned monotonic_bit = 2;  // since glibc 2.25; part of what static initialisers fix
  const unsigned bits = __atomic_load_n(&condition.__data.__wrefs, __ATOMIC_RELAXED);
  return (bits & monotonic_bit) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

bool own_clock_is_readable() {
  for (const clockid_t clock : {CLOCK_REALTIME, CLOCK_MONOTONIC}) {
    pthread_condattr_t attributes;
    pthread_cond_t condition;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, clock);
    pthread_cond_init(&condition, &attributes);
    const bool is_read = own_clock(condition) == clock;
    pthread_cond_destroy(&condition);
    pthread_condattr_destroy(&attributes);
    if (!is_read) return false;
  }
  return true;
}

}  // namespace squall

using namespace squall;

#pragma GCC visibility push(default)
extern "C" {

int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* asked) {
  const RealDeadline deadline{clock, asked};
  return real.sem_clockwait(semaphore, deadline.clock, deadline.at);
}

int sem_timedwait(sem_t* semaphore, const timespec* asked) {
  return sem_clockwait(semaphore, CLOCK_REALTIME, asked);
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* asked) {
  const RealDeadline deadline{clock, asked};
  return real.pthread_cond_clockwait(condition, mutex, deadline.clock, deadline.at);
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           const timespec* asked) {
  if (active() == nullptr) return real.pthread_cond_timedwait(condition, mutex, asked);
  return pthread_cond_clockwait(condition, mutex, own_clock(*condition), asked);
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                            const timespec* asked) noexcept {
  const RealDeadline deadline{clock, asked};
  return real.pthread_mutex_clocklock(mutex, deadline.clock, deadline.at);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* asked) noexcept {
  return pthread_mutex_clocklock(mutex, CLOCK_REALTIME, asked);
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* asked) noexcept {
  const RealDeadline deadline{clock, asked};
  return real.pthread_rwlock_clockrdlock(lock, deadline.clock, deadline.at);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* asked) noexcept {
  return pthread_rwlock_clockrdlock(lock, CLOCK_REALTIME, asked);
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* asked) noexcept {
  const RealDeadline deadline{clock, asked};
  return real.pthread_rwlock_clockwrlock(lock, deadline.clock, deadline.at);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* asked) noexcept {
  return pthread_rwlock_clockwrlock(lock, CLOCK_REALTIME, asked);
}

int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock, const timespec* asked) {
  const RealDeadline deadline{clock, asked};
  return real.pthread_clockjoin_np(thread, result, deadline.clock, deadline.at);
}

int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* asked) {
  return pthread_clockjoin_np(thread, result, CLOCK_REALTIME, asked);
}

int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* asked) {
  const FixedDeadline deadline{CLOCK_REALTIME, asked};
  return real.cnd_timedwait(condition, mutex, deadline.at);
}

int mtx_timedlock(mtx_t* mutex, const timespec* asked) {
  const FixedDeadline deadline{CLOCK_REALTIME, asked};
  return real.mtx_timedlock(mutex, deadline.at);
}

}  // extern "C"
#pragma GCC visibility pop
