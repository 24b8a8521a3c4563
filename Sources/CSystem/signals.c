#include "downhill_signals.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/select.h>
#include <time.h>

// One bit a signal: every signal noted here has a number below 64 on Linux and macOS, and an
// atomic of this width takes no lock, which a signal handler couldn't.
static _Atomic uint64_t noted;

static const int editing_signals[] = {
    SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT,
};

enum { editing_count = sizeof editing_signals / sizeof editing_signals[0] };

static struct sigaction saved_actions[editing_count];

static uint64_t bit(int signal) {
  return (uint64_t)1 << signal;
}

static void note(int signal) {
  atomic_fetch_or(&noted, bit(signal));
}

// Without SA_RESTART, so that a read the program is blocked in comes back.
static void install(int signal, struct sigaction *_Nullable old) {
  struct sigaction action = {.sa_handler = note, .sa_flags = 0};
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, old);
}

static void make_editing_set(sigset_t *set) {
  sigemptyset(set);
  for (int i = 0; i < editing_count; i++) sigaddset(set, editing_signals[i]);
}

void downhill_note_interrupts(void) {
  install(SIGINT, NULL);
}

void downhill_start_noting(void) {
  for (int i = 0; i < editing_count; i++) {
    install(editing_signals[i], &saved_actions[i]);
    // What a parent has chosen to ignore, as a shell without job control does with SIGTSTP,
    // stays ignored.
    if (saved_actions[i].sa_handler == SIG_IGN) {
      sigaction(editing_signals[i], &saved_actions[i], NULL);
    }
  }
}

void downhill_stop_noting(void) {
  for (int i = 0; i < editing_count; i++) sigaction(editing_signals[i], &saved_actions[i], NULL);
}

bool downhill_is_noted(int signal) {
  return (atomic_load(&noted) & bit(signal)) != 0;
}

bool downhill_take_noted(int signal) {
  return (atomic_fetch_and(&noted, ~bit(signal)) & bit(signal)) != 0;
}

void downhill_raise_default(int signal) {
  struct sigaction action = {.sa_handler = SIG_DFL, .sa_flags = 0};
  struct sigaction old;
  sigset_t only, mask;
  sigemptyset(&action.sa_mask);
  sigemptyset(&only);
  sigaddset(&only, signal);
  sigaction(signal, &action, &old);
  pthread_sigmask(SIG_UNBLOCK, &only, &mask);
  raise(signal);
  // Reached only when the default was to stop, and the program goes on.
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(signal, &old, NULL);
}

// Signals are held back except while pselect waits: one that comes between the look at the flags
// and the wait would else be noticed only at the next key.
downhill_wake downhill_wait(int descriptor, int milliseconds) {
  sigset_t held, before;
  make_editing_set(&held);
  pthread_sigmask(SIG_BLOCK, &held, &before);
  sigset_t waiting = before;
  for (int i = 0; i < editing_count; i++) sigdelset(&waiting, editing_signals[i]);

  struct timespec limit = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
  downhill_wake wake;
  for (;;) {
    if (atomic_load(&noted) != 0) {
      wake = downhill_wake_signal;
      break;
    }
    fd_set set;
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    int ready =
        pselect(descriptor + 1, &set, NULL, NULL, milliseconds < 0 ? NULL : &limit, &waiting);
    if (ready > 0) {
      wake = downhill_wake_input;
      break;
    }
    if (ready == 0) {
      wake = downhill_wake_timeout;
      break;
    }
    if (errno != EINTR) {
      wake = downhill_wake_failure;
      break;
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  // A ^C comes before the keys that were typed after it, though both may be here by now.
  if (wake == downhill_wake_input && atomic_load(&noted) != 0) wake = downhill_wake_signal;
  return wake;
}
