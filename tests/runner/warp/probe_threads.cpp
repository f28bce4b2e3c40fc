// Probes of waits for other threads, by the C library's calls and by the C++ library above them.

#include <semaphore.h>
#include <threads.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "tests/runner/warp/probe.hpp"

namespace squall {
namespace {

void semaphore_timed() {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(sem_timedwait(&semaphore, &at) == -1 && errno == ETIMEDOUT, "sem_timedwait");
}

template <clockid_t clock>
void semaphore_clock() {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  const timespec at = in_thirty_seconds(clock);
  require(sem_clockwait(&semaphore, clock, &at) == -1 && errno == ETIMEDOUT, "sem_clockwait");
}

/// Waits on a condition variable that was set up for `clock`.
template <clockid_t clock>
void condition_timed() {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, clock);
  pthread_cond_t condition;
  pthread_cond_init(&condition, &attributes);
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  const timespec at = in_thirty_seconds(clock);
  require(pthread_cond_timedwait(&condition, &mutex, &at) == ETIMEDOUT, "pthread_cond_timedwait");
}

void condition_static() {
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(pthread_cond_timedwait(&condition, &mutex, &at) == ETIMEDOUT, "pthread_cond_timedwait");
}

template <clockid_t clock>
void condition_clock() {
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  const timespec at = in_thirty_seconds(clock);
  require(pthread_cond_clockwait(&condition, &mutex, clock, &at) == ETIMEDOUT,
          "pthread_cond_clockwait");
}

/// Runs `wait` on a thread of its own while this one holds what it waits for.
void elsewhere(int (*wait)(), const char* what) {
  int result = 0;
  std::thread([&] { result = wait(); }).join();
  require(result == ETIMEDOUT, what);
}

pthread_mutex_t held_mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_rwlock_t held_lock = PTHREAD_RWLOCK_INITIALIZER;

template <auto lock>
int timed_on(auto& held) {
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  return lock(&held, &at);
}

template <auto lock, clockid_t clock>
int clocked_on(auto& held) {
  const timespec at = in_thirty_seconds(clock);
  return lock(&held, clock, &at);
}

void mutex_timed() {
  pthread_mutex_lock(&held_mutex);
  elsewhere([] { return timed_on<pthread_mutex_timedlock>(held_mutex); }, "timedlock");
}

template <clockid_t clock>
void mutex_clock() {
  pthread_mutex_lock(&held_mutex);
  elsewhere([] { return clocked_on<pthread_mutex_clocklock, clock>(held_mutex); }, "clocklock");
}

void read_lock_timed() {
  pthread_rwlock_wrlock(&held_lock);
  elsewhere([] { return timed_on<pthread_rwlock_timedrdlock>(held_lock); }, "timedrdlock");
}

void write_lock_timed() {
  pthread_rwlock_rdlock(&held_lock);
  elsewhere([] { return timed_on<pthread_rwlock_timedwrlock>(held_lock); }, "timedwrlock");
}

void read_lock_clock() {
  pthread_rwlock_wrlock(&held_lock);
  elsewhere([] { return clocked_on<pthread_rwlock_clockrdlock, CLOCK_MONOTONIC>(held_lock); },
            "clockrdlock");
}

void write_lock_clock() {
  pthread_rwlock_rdlock(&held_lock);
  elsewhere([] { return clocked_on<pthread_rwlock_clockwrlock, CLOCK_MONOTONIC>(held_lock); },
            "clockwrlock");
}

/// A thread that ends with the process only.
pthread_t endless_thread() {
  pthread_t thread;
  const auto endless = [](void*) -> void* {
    while (true) pause();
  };
  require(pthread_create(&thread, nullptr, endless, nullptr) == 0, "pthread_create");
  return thread;
}

void join_timed() {
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(pthread_timedjoin_np(endless_thread(), nullptr, &at) == ETIMEDOUT, "timedjoin");
}

void join_clock() {
  const timespec at = in_thirty_seconds(CLOCK_MONOTONIC);
  require(pthread_clockjoin_np(endless_thread(), nullptr, CLOCK_MONOTONIC, &at) == ETIMEDOUT,
          "clockjoin");
}

void c_condition() {
  cnd_t condition;
  mtx_t mutex;
  cnd_init(&condition);
  mtx_init(&mutex, mtx_plain);
  mtx_lock(&mutex);
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(cnd_timedwait(&condition, &mutex, &at) == thrd_timedout, "cnd_timedwait");
}

void c_mutex() {
  static mtx_t mutex;
  mtx_init(&mutex, mtx_timed);
  mtx_lock(&mutex);
  elsewhere([] { return timed_on<mtx_timedlock>(mutex) == thrd_timedout ? ETIMEDOUT : 0; },
            "mtx_timedlock");
}

void std_condition() {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  require(condition.wait_for(lock, std::chrono::seconds(30)) == std::cv_status::timeout,
          "wait_for");
}

void std_future() {
  std::promise<int> promise;
  require(promise.get_future().wait_for(std::chrono::seconds(30)) == std::future_status::timeout,
          "wait_for");
}

void std_shared_mutex() {
  std::shared_timed_mutex mutex;
  std::lock_guard lock(mutex);
  std::thread([&] {
    require(!mutex.try_lock_shared_for(std::chrono::seconds(30)), "try_lock_shared_for");
  }).join();
}

constexpr Probe probes[] = {
    {"sem_timedwait", timed<semaphore_timed>},
    {"sem_clockwait:monotonic", timed<semaphore_clock<CLOCK_MONOTONIC>>},
    {"sem_clockwait:realtime", timed<semaphore_clock<CLOCK_REALTIME>>},
    {"pthread_cond_timedwait:realtime", timed<condition_timed<CLOCK_REALTIME>>},
    {"pthread_cond_timedwait:monotonic", timed<condition_timed<CLOCK_MONOTONIC>>},
    {"pthread_cond_timedwait:static", timed<condition_static>},
    {"pthread_cond_clockwait:monotonic", timed<condition_clock<CLOCK_MONOTONIC>>},
    {"pthread_cond_clockwait:realtime", timed<condition_clock<CLOCK_REALTIME>>},
    {"pthread_mutex_timedlock", timed<mutex_timed>},
    {"pthread_mutex_clocklock:monotonic", timed<mutex_clock<CLOCK_MONOTONIC>>},
    {"pthread_mutex_clocklock:realtime", timed<mutex_clock<CLOCK_REALTIME>>},
    {"pthread_rwlock_timedrdlock", timed<read_lock_timed>},
    {"pthread_rwlock_timedwrlock", timed<write_lock_timed>},
    {"pthread_rwlock_clockrdlock", timed<read_lock_clock>},
    {"pthread_rwlock_clockwrlock", timed<write_lock_clock>},
    {"pthread_timedjoin_np", timed<join_timed>},
    {"pthread_clockjoin_np", timed<join_clock>},
    {"cnd_timedwait", timed<c_condition>},
    {"mtx_timedlock", timed<c_mutex>},
    {"pthread_cond_clockwait:std_condition_variable", timed<std_condition>},
    {"syscall:std_future", timed<std_future>},
    {"pthread_rwlock_clockrdlock:std_shared_timed_mutex", timed<std_shared_mutex>},
};

}  // namespace

std::span<const Probe> thread_probes() { return probes; }

}  // namespace squall
