/* test_memory_left.c - memory that is left, by files of /proc and /sys that are made up */
#include <sys/stat.h>

#include "memory.h"
#include "with_folder.h"

SUITE_WITH_FOLDER(memory_left);

/* A file with the folders above it, under "root". */
static void put(const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "root/%s", name);
    for (char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    write_text(path, text);
}

static void put_machine(const char *groups)
{
    put("proc/meminfo", "MemTotal:       8000 kB\nMemFree:        1 kB\nMemAvailable:   4000 kB\n");
    put("proc/self/cgroup", groups);
}

Test(memory_left, of_the_machine_where_no_group_has_a_limit)
{
    cr_expect_eq(gvc_memory_under("root"), 0);
    put_machine("0::/a\n");
    cr_expect_eq(gvc_memory_under("root"), 4000 * 1024);
    put("sys/fs/cgroup/a/memory.max", "max\n");
    put("sys/fs/cgroup/a/memory.current", "100\n");
    cr_expect_eq(gvc_memory_under("root"), 4000 * 1024);
}

Test(memory_left, of_a_group_and_those_above_it)
{
    put_machine("0::/a/b\n");
    put("sys/fs/cgroup/a/b/memory.max", "3000000\n");
    put("sys/fs/cgroup/a/b/memory.current", "1000000\n");
    cr_expect_eq(gvc_memory_under("root"), 2000000);
    put("sys/fs/cgroup/a/memory.max", "1500000\n");
    put("sys/fs/cgroup/a/memory.current", "1200000\n");
    cr_expect_eq(gvc_memory_under("root"), 300000);
    put("sys/fs/cgroup/a/memory.stat", "anon 5\ninactive_file 200000\nactive_file 7\n");
    cr_expect_eq(gvc_memory_under("root"), 500000);
}

/* In a container the path may be the host's. */
Test(memory_left, of_the_group_at_the_top_of_a_container)
{
    put_machine("0::/docker/123\n");
    put("sys/fs/cgroup/memory.max", "900000\n");
    put("sys/fs/cgroup/memory.current", "800000\n");
    cr_expect_eq(gvc_memory_under("root"), 100000);
    put("sys/fs/cgroup/memory.current", "950000\n");
    cr_expect_eq(gvc_memory_under("root"), 1, "nothing is left, which is known");
}

Test(memory_left, of_a_group_of_version_one)
{
    put_machine("9:name=systemd:/\n5:memoryless:/c\n4:cpu,memory:/c\n0::/\n");
    put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    put("sys/fs/cgroup/memory/memory.usage_in_bytes", "1\n");
    cr_expect_eq(gvc_memory_under("root"), 4000 * 1024);
    put("sys/fs/cgroup/memory/c/memory.limit_in_bytes", "2000\n");
    put("sys/fs/cgroup/memory/c/memory.usage_in_bytes", "1500\n");
    put("sys/fs/cgroup/memory/c/memory.stat", "inactive_file 400\ntotal_inactive_file 100\n");
    cr_expect_eq(gvc_memory_under("root"), 600);
}

Test(memory_left, of_this_machine)
{
    if (access("/proc/meminfo", R_OK) != 0) {
        cr_skip_test("no /proc/meminfo");
    }
    cr_expect_gt(gvc_memory_available(), 0);
}
