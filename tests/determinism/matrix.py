"""The matrix as data: builds of the program, and surroundings in which a build is run."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Build:
    name: str
    compiler: str
    flags: str = ""
    library: str = ""  # libc++; empty: the compiler's own, libstdc++
    triple: str = ""  # of another processor, as its compiler names it
    quick: bool = False

    @property
    def processor(self):
        return self.triple.split("-")[0] if self.triple else "x86-64"

    @property
    def standard_library(self):
        return self.library or "libstdc++"


NATIVE = "-O3 -march=native"

# The first one is the reference that all others must equal.
BUILDS = [
    Build("gcc-O2", "g++", "-O2", quick=True),
    Build("gcc-O0", "g++", "-O0", quick=True),
    Build("gcc-O3-native", "g++", NATIVE),
    Build("clang-O2", "clang++", "-O2"),
    Build("clang-libcxx-O2", "clang++", "-O2", library="libc++", quick=True),
    Build("clang-libcxx-O0", "clang++", "-O0", library="libc++"),
    Build("clang-libcxx-O3-native", "clang++", NATIVE, library="libc++"),
    Build("aarch64-O2", "g++", "-O2", triple="aarch64-linux-gnu"),
    Build("aarch64-O3", "g++", "-O3", triple="aarch64-linux-gnu"),
    Build("s390x-O2", "g++", "-O2", triple="s390x-linux-gnu"),
    Build("s390x-O0", "g++", "-O0", triple="s390x-linux-gnu"),
]

# What cross builds link, as Debian names it: unpacked beside the builds, never installed.
FOREIGN_LIBRARIES = ["libsqlite3-dev", "libyaml-dev", "libzstd-dev"]


@dataclass(frozen=True)
class Surrounding:
    name: str
    order: str = "together"  # all in one process; or `reversed`, or `alone`: a process each
    environment: tuple = ()
    prefix: tuple = ()  # words before the program's


PLAIN = Surrounding("plain")

SURROUNDINGS = [
    PLAIN,
    Surrounding("a process each", order="alone"),
    Surrounding("last file first", order="reversed"),
    Surrounding("FMA, AVX2, AVX-512 off", environment=(
        ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"),)),
    Surrounding("LC_ALL=tr_TR.UTF-8, TZ=Asia/Kathmandu", environment=(
        ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu"))),
    Surrounding("addresses not randomized", prefix=("setarch", "-R")),
    Surrounding("memory filled before use", environment=(("MALLOC_PERTURB_", "165"),)),
]

JOBS = [1, 2, 7]  # of `refreshsim test`
REPLICAS = [0, 1, 2]


@dataclass(frozen=True)
class Canary:
    """A build that is wrong on purpose, and the surrounding that must show it."""
    value: str  # of REFRESHSIM_CANARY
    shown_by: str


CANARIES = [Canary("draw-order", "last file first"), Canary("pointer-hash", "a process each")]
CANARY_BUILD = Build("gcc-O0", "g++", "-O0")
