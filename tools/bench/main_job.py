"""The main job against its yardstick: CPU time of a whole `gvc decompose --level bilateral`, from a
stored table to a stored result on one thread, as a multiple of one dgetrf of n = 1435 in the same
minute with the same kernel; and the peak memory.

    main_job.py GVC LU TABLE.h5 [RUNS]

TABLE.h5: WIOD 2005 imported by gvc (41 x 35). LU: the program made from lu.c."""
import os
import statistics
import subprocess
import sys
import tempfile


def measure(command, env):
    """(CPU seconds, peak MB) of a finished child."""
    pid = os.spawnvpe(os.P_NOWAIT, command[0], command, env)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit("%s ended with %d" % (" ".join(command), status))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    gvc, lu, table = sys.argv[1:4]
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 9
    kernel = subprocess.run([gvc, "version", "-v"], capture_output=True, text=True).stdout
    core = next((w for line in kernel.splitlines() if "kernel" in line for w in [line.split()[-1]]), "")
    env = dict(os.environ)
    env["OPENBLAS_NUM_THREADS"] = "1"
    forced = dict(env, OPENBLAS_CORETYPE=core) if core else env
    ratios, times, peaks = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        command = [gvc, "decompose", "-q", table, "--level", "bilateral", "--threads", "1", "-o",
                   os.path.join(folder, "r.h5")]
        for _ in range(runs):
            seconds, used = subprocess.run([lu], capture_output=True, text=True, env=forced,
                                           check=True).stdout.split()
            cpu, peak = measure(command, env)
            ratios.append(cpu / float(seconds))
            times.append(cpu)
            peaks.append(peak)
    print("kernel %s, %d runs" % (used, runs))
    print("CPU %.3f s (%.3f to %.3f), %.2f x dgetrf (%.2f to %.2f), peak %.0f MB"
          % (statistics.median(times), min(times), max(times), statistics.median(ratios),
             min(ratios), max(ratios), max(peaks)))


main()
