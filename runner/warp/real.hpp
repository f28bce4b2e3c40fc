// The C library's own functions, behind the ones of the same name that this library exports.
#pragma once

#include <dlfcn.h>
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include <atomic>

/// Only the C library's fortified headers declare these two.
extern "C" int __poll_chk(pollfd*, nfds_t, int, std::size_t);
extern "C" int __ppoll_chk(pollfd*, nfds_t, const timespec*, const sigset_t*, std::size_t);

namespace squall {

/// The next definition of a name after ours. It is found when the library loads, because dlsym is
/// not safe in a signal handler, and on first use by whoever calls before that.
template <typename Function>
class Slot {
 public:
  consteval explicit Slot(const char* name) : name_(name) {}

  operator Function*() {
    Function* found = found_.load(std::memory_order_relaxed);
    if (found == nullptr) [[unlikely]] {
      found = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name_));
      found_.store(found, std::memory_order_relaxed);
    }
    return found;
  }

 private:
  std::atomic<Function*> found_{nullptr};
  const char* name_;
};

/// What the library itself calls. Timed waits on REALTIME are missing where the C library has a
/// twin that takes any clock: the wrappers wait on the real CLOCK_MONOTONIC, which nobody can set.
#define SQUALL_REAL_CALLS(call)                                                                   \
  call(clock_gettime) call(gettimeofday) call(time) call(timespec_get) call(times)                \
      call(clock_settime) call(settimeofday) call(nanosleep) call(clock_nanosleep) call(sleep)    \
          call(usleep) call(thrd_sleep) call(poll) call(ppoll) call(__poll_chk) call(__ppoll_chk) \
              call(select) call(pselect) call(epoll_wait) call(epoll_pwait) call(epoll_pwait2)    \
                  call(sem_clockwait) call(pthread_cond_timedwait) call(pthread_cond_clockwait)   \
                      call(pthread_mutex_clocklock) call(pthread_rwlock_clockrdlock)              \
                          call(pthread_rwlock_clockwrlock) call(pthread_clockjoin_np)             \
                              call(cnd_timedwait) call(mtx_timedlock) call(mq_timedsend)          \
                                  call(mq_timedreceive) call(sigtimedwait) call(semtimedop)       \
                                      call(timerfd_settime) call(timerfd_gettime)                 \
                                          call(timer_create) call(timer_delete)                   \
                                              call(timer_settime) call(timer_gettime)             \
                                                  call(setitimer) call(getitimer) call(alarm)     \
                                                      call(ualarm) call(setsockopt)               \
                                                          call(getsockopt) call(syscall)

// The headers mark arguments that must not be null; here a null goes to the kernel as it came.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-attributes"
struct Real {
#define SQUALL_SLOT(name) Slot<decltype(::name)> name{#name};
  SQUALL_REAL_CALLS(SQUALL_SLOT)
#undef SQUALL_SLOT

  void find_all();
};
#pragma GCC diagnostic pop

extern constinit Real real;

}  // namespace squall
