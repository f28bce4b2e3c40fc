// Probes of waits on descriptors, sockets, queues and signals.

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <iterator>
#include <string>

#include "tests/runner/warp/probe.hpp"

extern "C" int __poll_chk(pollfd*, nfds_t, int, std::size_t);
extern "C" int __ppoll_chk(pollfd*, nfds_t, const timespec*, const sigset_t*, std::size_t);

namespace squall {
namespace {

/// The end to read of a pipe: silent, or with a byte in it.
int pipe_end(bool is_silent) {
  int ends[2];
  require(pipe(ends) == 0, "pipe");
  if (!is_silent) require(write(ends[1], "x", 1) == 1, "write");
  return ends[0];
}

pollfd silent() { return {pipe_end(true), POLLIN, 0}; }

int silent_epoll() {
  const int epoll = epoll_create1(0);
  epoll_event event{EPOLLIN, {}};
  require(epoll_ctl(epoll, EPOLL_CTL_ADD, pipe_end(true), &event) == 0, "epoll_ctl");
  return epoll;
}

void poll_call() {
  pollfd end = silent();
  require(poll(&end, 1, thirty_seconds_ms) == 0, "poll");
}

void poll_checked() {
  pollfd end = silent();
  require(__poll_chk(&end, 1, thirty_seconds_ms, sizeof end) == 0, "__poll_chk");
}

void ppoll_call() {
  pollfd end = silent();
  require(ppoll(&end, 1, &thirty_seconds, nullptr) == 0, "ppoll");
}

void ppoll_checked() {
  pollfd end = silent();
  require(__ppoll_chk(&end, 1, &thirty_seconds, nullptr, sizeof end) == 0, "__ppoll_chk");
}

/// select on one pipe; gives its result and leaves what it wrote back in `timeout`.
int select_on(int end, timeval& timeout) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(end, &readable);
  return select(end + 1, &readable, nullptr, nullptr, &timeout);
}

void select_call() {
  timeval timeout{30, 0};
  require(select_on(pipe_end(true), timeout) == 0, "select times out");
  require(timeout.tv_sec == 0 && timeout.tv_usec == 0, "nothing is left of the time-out");
}

void select_leaves_time() {
  timeval timeout{long_wait_s, 0};
  require(select_on(pipe_end(false), timeout) == 1, "select finds the byte");
  require(timeout.tv_sec >= rest_of_long_wait_s && timeout.tv_sec <= long_wait_s,
          "the rest is in scenario time");
  select_call();
}

void pselect_call() {
  const int end = pipe_end(true);
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(end, &readable);
  require(pselect(end + 1, &readable, nullptr, nullptr, &thirty_seconds, nullptr) == 0, "pselect");
}

void epoll_wait_call() {
  epoll_event event{};
  require(epoll_wait(silent_epoll(), &event, 1, thirty_seconds_ms) == 0, "epoll_wait");
}

void epoll_pwait_call() {
  epoll_event event{};
  sigset_t none;
  sigemptyset(&none);
  require(epoll_pwait(silent_epoll(), &event, 1, thirty_seconds_ms, &none) == 0, "epoll_pwait");
}

void epoll_pwait2_call() {
  epoll_event event{};
  require(epoll_pwait2(silent_epoll(), &event, 1, &thirty_seconds, nullptr) == 0, "epoll_pwait2");
}

/// As on kernels before 5.11: the call goes on in whole milliseconds.
void epoll_wait_without_pwait2() {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_epoll_pwait2, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog filter{std::size(program), program};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) skip("there are no filters here");
  epoll_event event{};
  require(epoll_pwait2(silent_epoll(), &event, 1, nullptr, nullptr) == -1 && errno == ENOSYS,
          "the kernel knows no epoll_pwait2");
  epoll_wait_call();
}

/// One end of a socket pair with a time-out of 30 s, which reads back as what was set.
int socket_with(int option) {
  int ends[2];
  require(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "socketpair");
  const timeval asked{30, 0};
  require(setsockopt(ends[0], SOL_SOCKET, option, &asked, sizeof asked) == 0, "setsockopt");
  timeval got{};
  socklen_t size = sizeof got;
  require(getsockopt(ends[0], SOL_SOCKET, option, &got, &size) == 0, "getsockopt");
  require(got.tv_sec == 30 && got.tv_usec == 0, "the time-out reads back in scenario time");
  return ends[0];
}

void receive() {
  char byte = 0;
  require(recv(socket_with(SO_RCVTIMEO), &byte, 1, 0) == -1 && errno == EAGAIN, "recv times out");
}

void send_on_full() {
  const int end = socket_with(SO_SNDTIMEO);
  const std::string block(1 << 16, 'x');
  while (send(end, block.data(), block.size(), MSG_DONTWAIT) > 0) {
  }
  require(send(end, block.data(), block.size(), 0) == -1 && errno == EAGAIN, "send times out");
}

/// A queue of one byte's room under a name of this process's own, already unlinked.
mqd_t small_queue() {
  const std::string name = "/squall_probe_" + std::to_string(getpid());
  mq_attr attributes{};
  attributes.mq_maxmsg = 1;
  attributes.mq_msgsize = 1;
  const mqd_t queue = mq_open(name.c_str(), O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  if (queue == -1) skip("this system gives out no message queues");
  mq_unlink(name.c_str());
  return queue;
}

void queue_receive() {
  char byte = 0;
  const mqd_t queue = small_queue();
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(mq_timedreceive(queue, &byte, 1, nullptr, &at) == -1 && errno == ETIMEDOUT,
          "it is empty");
}

void queue_send() {
  const mqd_t queue = small_queue();
  require(mq_send(queue, "x", 1, 0) == 0, "mq_send");
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(mq_timedsend(queue, "x", 1, 0, &at) == -1 && errno == ETIMEDOUT, "it is full");
}

void wait_for_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  require(sigtimedwait(&signals, nullptr, &thirty_seconds) == -1 && errno == EAGAIN,
          "sigtimedwait");
}

void system_v_semaphore() {
  const int semaphore = semget(IPC_PRIVATE, 1, 0600);
  if (semaphore == -1) skip("this system gives out no System V semaphores");
  sembuf take{0, -1, 0};
  const int result = semtimedop(semaphore, &take, 1, &thirty_seconds);
  const int error = errno;
  semctl(semaphore, 0, IPC_RMID);
  require(result == -1 && error == EAGAIN, "semtimedop");
}

constexpr Probe probes[] = {
    {"poll", timed<poll_call>},
    {"__poll_chk", timed<poll_checked>},
    {"ppoll", timed<ppoll_call>},
    {"__ppoll_chk", timed<ppoll_checked>},
    {"select", timed<select_call>},
    {"select:leaves_time", timed<select_leaves_time>},
    {"pselect", timed<pselect_call>},
    {"epoll_wait", timed<epoll_wait_call>},
    {"epoll_wait:without_epoll_pwait2", timed<epoll_wait_without_pwait2>},
    {"epoll_pwait", timed<epoll_pwait_call>},
    {"epoll_pwait2", timed<epoll_pwait2_call>},
    {"setsockopt:receive", timed<receive>},
    {"getsockopt:send", timed<send_on_full>},
    {"mq_timedreceive", timed<queue_receive>},
    {"mq_timedsend", timed<queue_send>},
    {"sigtimedwait", timed<wait_for_signal>},
    {"semtimedop", timed<system_v_semaphore>},
};

}  // namespace

std::span<const Probe> descriptor_probes() { return probes; }

}  // namespace squall
