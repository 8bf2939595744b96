/* gnuplot.c - gnuplot as a process: the script on its input, the picture from its output
 *
 * Script and messages go through nameless files, so that neither side ever waits for the other. No
 * shell, and none of the user's own settings (-d), which would change the picture. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "figures/page.h"
#include "output.h"

extern char **environ;

/* All that gnuplot said, in one line. */
static void in_one_line(FILE *said, char *out, size_t size)
{
    size_t length = 0;
    bool blank = true; /* also where gnuplot points at a place of the line above, with ^ */
    rewind(said);
    for (int c = fgetc(said); c != EOF && length + 1 < size; c = fgetc(said)) {
        bool gap = c <= ' ' || c == '^';
        if (!gap || !blank) {
            out[length++] = gap ? ' ' : (char)c;
        }
        blank = gap;
    }
    out[length > 0 && blank ? length - 1 : length] = '\0';
}

static gvc_status judge(gvc_ctx *ctx, int how, FILE *said)
{
    char words[1000];
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0) {
        return GVC_OK;
    }
    if (WIFSIGNALED(how)) {
        return gvc_fail(ctx, GVC_EIO, "gnuplot was ended by signal %d", WTERMSIG(how));
    }
    in_one_line(said, words, sizeof words);
    return gvc_fail(ctx, GVC_EIO, "gnuplot failed with exit code %d: %s", WEXITSTATUS(how),
                    words[0] == '\0' ? "it did not say why" : words);
}

/* Looks every few milliseconds: a signal may also come just before one would begin to wait, or to
 * another thread. Who is asked to stop ends gnuplot, which has nothing to tidy up. */
static gvc_status wait_for(gvc_ctx *ctx, pid_t child, int *how)
{
    const struct timespec pause = {.tv_nsec = 5000000};
    gvc_status s = GVC_OK;
    pid_t done = 0;
    while (done == 0 || (done < 0 && errno == EINTR)) {
        s = s == GVC_OK ? gvc_progress(ctx, "drawing", 0, 0) : s;
        if (s != GVC_OK) {
            (void)kill(child, SIGKILL);
        }
        done = waitpid(child, how, s == GVC_OK ? WNOHANG : 0);
        if (done == 0) {
            (void)nanosleep(&pause, NULL);
        }
    }
    if (done < 0) {
        return gvc_fail(ctx, GVC_EIO, "waiting for gnuplot: %s", strerror(errno));
    }
    return s;
}

static gvc_status run(gvc_ctx *ctx, int in, int out, FILE *said)
{
    char name[] = "gnuplot", defaults[] = "-d";
    char *const args[] = {name, defaults, NULL};
    posix_spawn_file_actions_t files;
    pid_t child;
    int how = 0, wrong = posix_spawn_file_actions_init(&files);
    if (wrong == 0) {
        wrong = posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    }
    wrong = wrong != 0 ? wrong : posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    wrong =
        wrong != 0 ? wrong : posix_spawn_file_actions_adddup2(&files, fileno(said), STDERR_FILENO);
    wrong = wrong != 0 ? wrong : posix_spawnp(&child, name, &files, NULL, args, environ);
    (void)posix_spawn_file_actions_destroy(&files);
    if (wrong == ENOENT) {
        return gvc_fail(
            ctx, GVC_EUNSUPPORTED,
            "gnuplot, which draws figures, is not installed: install the package "
            "gnuplot-nox, or write the script (--script FILE.gp) and draw it elsewhere");
    }
    if (wrong != 0) {
        return gvc_fail(ctx, GVC_EIO, "starting gnuplot: %s", strerror(wrong));
    }
    gvc_status s = wait_for(ctx, child, &how);
    return s == GVC_OK ? judge(ctx, how, said) : s;
}

gvc_status gvc_run_gnuplot(gvc_ctx *ctx, const gvc_text *script, int fd)
{
    FILE *in = tmpfile(), *said = tmpfile();
    gvc_status s = GVC_OK;
    if (in == NULL || said == NULL) {
        s = gvc_fail(ctx, GVC_EIO, "a temporary file for gnuplot: %s", strerror(errno));
        goto done;
    }
    if (!gvc_write_all(ctx, fileno(in), gvc_text_str(script), script->length) ||
        lseek(fileno(in), 0, SEEK_SET) != 0) {
        s = gvc_fail(ctx, GVC_EIO, "a temporary file for gnuplot: %s", strerror(errno));
        goto done;
    }
    s = run(ctx, fileno(in), fd, said);
done:
    if (in != NULL) {
        fclose(in);
    }
    if (said != NULL) {
        fclose(said);
    }
    return s;
}
