"""Building the program in the ways that the matrix names."""
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from matrix import FOREIGN_LIBRARIES
from scenarios import SOURCE

HERE = Path(__file__).resolve().parent
class Failed(Exception):
    """A build that did not come about."""


def compiler(build):
    return f"{build.triple}-{build.compiler}" if build.triple else build.compiler


def program(build, folder):
    """The words that start a build's program."""
    binary = str(Path(folder) / "refreshsim")
    return [f"qemu-{build.processor}", binary] if build.triple else [binary]


def lacking(build, root):
    """What a build needs and the machine has not."""
    words = ["cmake", "ninja", compiler(build)] + ([f"qemu-{build.processor}"] if build.triple else [])
    found = [word for word in words if shutil.which(word) is None]
    if build.library and not any(Path("/usr/lib").glob("llvm-*/include/c++/v1")):
        found.append(build.library)
    if build.triple:
        found += [f"{library}:{debian_name(build)}" for library in lacking_libraries(build, root)]
    return found


def configure_and_build(build, root, canary=""):
    """The folder with the program."""
    folder = Path(root) / (build.name + (f"-{canary}" if canary else ""))
    flags = build.flags + (f" -stdlib={build.library}" if build.library else "")
    if "native" in build.flags and build.compiler == "g++":  # GCC bug 105593, in its own AVX-512 header
        flags += " -Wno-maybe-uninitialized -Wno-uninitialized"
    if build.triple and build.compiler == "g++":  # GCC 12 takes it that a vector may end before it begins
        flags += " -Wno-stringop-overread"
    options = [f"-DCMAKE_CXX_FLAGS={flags}", "-DCMAKE_BUILD_TYPE=", "-DREFRESHSIM_TESTS=OFF",
               f"-DREFRESHSIM_CANARY={canary}"]
    if build.triple:
        options += [f"-DCMAKE_TOOLCHAIN_FILE={HERE / 'cross.cmake'}", f"-DREFRESHSIM_TRIPLE={build.triple}",
                    f"-DREFRESHSIM_SYSROOT={sysroot(build, root)}"]
    else:
        options.append(f"-DCMAKE_CXX_COMPILER={compiler(build)}")
    if build.triple or build.library:
        options.append(f"-Dfmt_DIR={HERE / 'fmt'}")
    if shutil.which("ccache"):
        options.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
    words(["cmake", "-S", str(SOURCE), "-B", str(folder), "-G", "Ninja", *options], build)
    words(["ninja", "-C", str(folder), f"-j{min(2, os.cpu_count() or 1)}", "refreshsim_program"], build)
    return folder


def words(command, build):
    environment = dict(os.environ, CCACHE_BASEDIR=str(SOURCE), CCACHE_NOHASHDIR="1")
    if "native" in build.flags:  # what it means is the machine's business
        environment["CCACHE_NAMESPACE"] = processor_features()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        lines = (done.stdout + done.stderr).splitlines()
        first = next((i for i, line in enumerate(lines) if re.search(r"error|FAILED", line)), 0)
        raise Failed(f"{build.name}: {' '.join(command[:1])} failed:\n" + "\n".join(lines[first:first + 25]))


def processor_features():
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    features = re.search(r"^(flags|Features)\s*:.*$", text, re.MULTILINE)
    return hashlib.sha256(features.group(0).encode() if features else b"").hexdigest()[:16]


# --- libraries for other processors -------------------------------------------------------------
def debian_name(build):
    return {"aarch64": "arm64"}.get(build.processor, build.processor)


def sysroot(build, root):
    return Path(root) / "sysroot" / debian_name(build)


def lacking_libraries(build, root):
    return [each for each in FOREIGN_LIBRARIES if not (sysroot(build, root) / "usr/share/doc" / each).exists()]


def fetch_sysroot(build, root):
    """Downloads and unpacks Debian's libraries for another processor; nothing is installed."""
    target, state = sysroot(build, root), Path(root) / "sysroot" / f"{debian_name(build)}.apt"
    for folder in (state / "lists/partial", state / "archives/partial"):
        folder.mkdir(parents=True, exist_ok=True)
    (state / "status").touch()
    name = debian_name(build)
    settings = {"APT::Architecture": name, "APT::Architectures": name, "Acquire::Languages": "none",
                "Dir::State": state, "Dir::State::lists": state / "lists", "Dir::State::status": state / "status",
                "Dir::Cache": state, "Dir::Cache::archives": state / "archives"}
    apt = ["apt-get", "-qq"] + [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]
    unpacked = target.with_suffix(".part")
    shutil.rmtree(unpacked, ignore_errors=True)
    subprocess.run([*apt, "update"], check=True)
    subprocess.run([*apt, "download", *FOREIGN_LIBRARIES], cwd=state, check=True)
    for package in sorted(state.glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(package), str(unpacked)], check=True)
    shutil.rmtree(target, ignore_errors=True)
    unpacked.rename(target)
    shutil.rmtree(state)
