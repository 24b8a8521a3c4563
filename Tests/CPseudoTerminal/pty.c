// For the pseudo-terminal calls, which glibc declares only on request.
#define _GNU_SOURCE

#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static void set_size(int descriptor, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  ioctl(descriptor, TIOCSWINSZ, &size);
}

// Runs between fork and exec, where only calls that take no locks are safe.
static void run(
    const char *path, char *const *arguments, char *const *environment, const char *folder,
    int terminal, int limit) {
  setsid();
  ioctl(terminal, TIOCSCTTY, 0);
  dup2(terminal, STDIN_FILENO);
  dup2(terminal, STDOUT_FILENO);
  dup2(terminal, STDERR_FILENO);
  for (int i = STDERR_FILENO + 1; i < limit; i++) close(i);

  // A program inherits which signals are blocked or ignored, and must not from a test runner.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  int signals[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGTTOU, SIGTTIN, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) signal(signals[i], SIG_DFL);

  if (folder && chdir(folder) != 0) _exit(126);
  execve(path, arguments, environment);
  _exit(127);
}

downhill_pty downhill_pty_start(
    const char *path, char *const *arguments, char *const *environment, const char *folder,
    int columns, int rows) {
  downhill_pty pty = {.descriptor = -1, .process = -1};
  int descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return pty;

  const char *name = grantpt(descriptor) == 0 && unlockpt(descriptor) == 0
      ? ptsname(descriptor) : NULL;
  int terminal = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
  if (terminal < 0) {
    close(descriptor);
    return pty;
  }
  set_size(terminal, columns, rows);

  long most = sysconf(_SC_OPEN_MAX);
  int limit = most > 0 && most < 4096 ? (int)most : 4096;
  pid_t process = fork();
  if (process == 0) run(path, arguments, environment, folder, terminal, limit);
  close(terminal);
  if (process < 0) {
    close(descriptor);
    return pty;
  }
  pty.descriptor = descriptor;
  pty.process = process;
  return pty;
}

ssize_t downhill_pty_read(int descriptor, void *buffer, size_t size, int milliseconds) {
  struct pollfd request = {.fd = descriptor, .events = POLLIN};
  int ready = poll(&request, 1, milliseconds);
  if (ready == 0 || (ready < 0 && errno == EINTR)) return 0;
  if (ready < 0) return -1;
  ssize_t count = read(descriptor, buffer, size);
  // Linux answers EIO, and macOS an end of file, once nobody has the other side open.
  return count > 0 ? count : -1;
}

bool downhill_pty_write(int descriptor, const void *bytes, size_t size) {
  const char *rest = bytes;
  while (size > 0) {
    ssize_t written = write(descriptor, rest, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    rest += written;
    size -= (size_t)written;
  }
  return true;
}

void downhill_pty_resize(int descriptor, int columns, int rows) {
  set_size(descriptor, columns, rows);
}

int downhill_pty_wait(pid_t process, int milliseconds) {
  struct timespec pause = {.tv_nsec = 5000000};
  for (int waited = 0;; waited += 5) {
    int status = 0;
    pid_t ended = waitpid(process, &status, WNOHANG);
    if (ended == process) {
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    if (ended < 0 || waited >= milliseconds) return -1;
    nanosleep(&pause, NULL);
  }
}
