#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // for sched_getaffinity
#endif

#include "downhill_cores.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

// Invariants:
//
// - `lock` guards everything below it, and every field of every task. No work is done under it.
// - A task lives on the stack of the thread that shares it out, and is in the list while some of
//   its calls haven't begun. That thread leaves when `unfinished` is 0, after which nobody looks at
//   the task: a helper's last look is the count it takes one from.
// - Whoever shares work out does what nobody else takes, so that it gets done with no helper at
//   all, and a call that shares out work itself waits for none but those who are at it.

typedef struct task {
  void (*work)(void *context, size_t index);
  void *context;
  size_t next, count, unfinished;
  struct task *following;
} task;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t shared_out = PTHREAD_COND_INITIALIZER;
static pthread_cond_t finished = PTHREAD_COND_INITIALIZER;
static task *tasks;
static bool has_helpers;

// As much as a first thread has, and lines may be nested as deeply.
enum { stack_size = 8 << 20 };

size_t downhill_core_count(void) {
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    int count = CPU_COUNT(&allowed);
    if (count > 0) return (size_t)count;
  }
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (size_t)count : 1;
}

// Does one call of a task. The lock is held before and after.
static void do_next(task *task) {
  size_t index = task->next++;
  if (task->next == task->count) {
    struct task **place = &tasks;
    while (*place != task) place = &(*place)->following;
    *place = task->following;
  }
  pthread_mutex_unlock(&lock);
  task->work(task->context, index);
  pthread_mutex_lock(&lock);
  if (--task->unfinished == 0) pthread_cond_broadcast(&finished);
}

static void *help(void *unused) {
  pthread_mutex_lock(&lock);
  for (;;) {
    while (!tasks) pthread_cond_wait(&shared_out, &lock);
    do_next(tasks);
  }
  return unused;
}

// Begins a thread for every other core, once; they wait for work until the program ends. Signals
// are for the first thread, which waits for keys.
static void begin_helpers(void) {
  if (has_helpers) return;
  has_helpers = true;
  sigset_t every, before;
  sigfillset(&every);
  pthread_sigmask(SIG_BLOCK, &every, &before);
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) == 0) {
    pthread_attr_setstacksize(&attributes, stack_size);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    for (size_t core = downhill_core_count(); core > 1; core--) {
      pthread_t thread;
      if (pthread_create(&thread, &attributes, help, NULL) != 0) break;
    }
    pthread_attr_destroy(&attributes);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void downhill_share(size_t count, void (*work)(void *, size_t), void *context) {
  if (count == 0) return;
  if (count == 1) return work(context, 0);
  task task = {.work = work, .context = context, .count = count, .unfinished = count};
  pthread_mutex_lock(&lock);
  begin_helpers();
  // The newest comes first: it holds up the one that shared it out.
  task.following = tasks;
  tasks = &task;
  pthread_cond_broadcast(&shared_out);
  while (task.next < task.count) do_next(&task);
  while (task.unfinished > 0) pthread_cond_wait(&finished, &lock);
  pthread_mutex_unlock(&lock);
}
