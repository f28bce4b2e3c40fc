// Waiting for messages, signals and System V semaphores. Message queues take deadlines on the real
// CLOCK_REALTIME only.

#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

#pragma GCC visibility push(default)
extern "C" {

int mq_timedsend(mqd_t queue, const char* message, std::size_t size, unsigned priority,
                 const timespec* asked) {
  const FixedDeadline deadline{CLOCK_REALTIME, asked};
  return real.mq_timedsend(queue, message, size, priority, deadline.at);
}

ssize_t mq_timedreceive(mqd_t queue, char* __restrict message, std::size_t size,
                        unsigned* __restrict priority, const timespec* __restrict asked) {
  const FixedDeadline deadline{CLOCK_REALTIME, asked};
  return real.mq_timedreceive(queue, message, size, priority, deadline.at);
}

int sigtimedwait(const sigset_t* signals, siginfo_t* received, const timespec* timeout) {
  const RealWait wait{timeout};
  return real.sigtimedwait(signals, received, wait.lasting);
}

int semtimedop(int semaphores, sembuf* operations, std::size_t count,
               const timespec* timeout) noexcept {
  const RealWait wait{timeout};
  return real.semtimedop(semaphores, operations, count, wait.lasting);
}

}  // extern "C"
#pragma GCC visibility pop
