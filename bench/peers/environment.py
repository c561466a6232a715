"""What has to be settled before torch is loaded, and what was found once it is."""

import ctypes
import os
import statistics
import time

# Left over from another project, these bind OpenBLAS to an old processor's kernels: on an AVX-512 machine
# OPENBLAS_CORETYPE=Haswell halves the speed of every matrix product without a word.
AMBIENT_HANDICAPS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT")

AVX512_CORES = ("SkylakeX", "Cooperlake", "SapphireRapids")
THREADING_LAYERS = {0: "none", 1: "pthreads", 2: "openmp"}


def prepare(threads, blas_core):
    """Sets the environment and the allocator; returns the names of the variables that were dropped.

    Must run before numpy or torch is imported, since OpenBLAS and libgomp read the environment when they are loaded.
    """
    dropped = [name for name in AMBIENT_HANDICAPS if os.environ.pop(name, None) is not None]
    if blas_core:
        os.environ["OPENBLAS_CORETYPE"] = blas_core
    os.environ["OMP_NUM_THREADS"] = str(threads)
    _keep_freed_memory()
    return dropped


def _keep_freed_memory():
    """Tells glibc to keep freed blocks, as jemalloc or tcmalloc would.

    By its defaults every activation of 256 x 784 floats is mapped, faulted in page by page and unmapped again at each
    step, which costs up to a fifth of a small network's speed.
    """
    trim_threshold, mmap_threshold = -1, -3
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(trim_threshold, 1 << 30)
        libc.mallopt(mmap_threshold, 32 << 20)
    except (OSError, AttributeError):
        pass  # another C library, whose allocator has no such settings


def describe(torch, numpy, threads, dropped):
    """The answer to the command `info`."""
    libraries = mapped_libraries()
    blas = openblas(libraries)
    return {
        "torch": torch.__version__,
        "numpy": numpy.__version__,
        "blas_libraries": libraries,
        "blas": blas,
        "threads": torch.get_num_threads(),
        "cpu_capability": _cpu_capability(torch),
        "omp_wait_policy": os.environ.get("OMP_WAIT_POLICY"),
        "dropped_environment": dropped,
        "gemm_gflops": _gemm_gflops(torch),
        "load_average": os.getloadavg()[0],
        "warnings": _warnings(libraries, blas, threads),
    }


def mapped_libraries():
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            paths = {line.split(None, 5)[5].strip() for line in maps if line.count("/")}
    except OSError:
        return []
    return sorted(path for path in paths if any(part in os.path.basename(path) for part in ("blas", "gomp", "iomp", "mkl_")))


def openblas(libraries):
    """Asks the loaded OpenBLAS for its configuration; None where another BLAS is loaded."""
    for path in (path for path in libraries if "openblas" in path):
        library = ctypes.CDLL(path)
        try:
            library.openblas_get_config.restype = ctypes.c_char_p
            library.openblas_get_corename.restype = ctypes.c_char_p
            return {
                "path": path,
                "config": library.openblas_get_config().decode(),
                "core": library.openblas_get_corename().decode(),
                "threading": THREADING_LAYERS.get(library.openblas_get_parallel(), "unknown"),
                "threads": library.openblas_get_num_threads(),
            }
        except AttributeError:
            continue
    return None


def _cpu_capability(torch):
    """The vector width torch uses for everything that is not a matrix product."""
    text = torch.__config__.show()
    marker = "CPU capability usage: "
    return text.split(marker)[1].splitlines()[0].strip() if marker in text else None


def _gemm_gflops(torch, size=1024, runs=9):
    a, b, c = torch.rand(size, size), torch.rand(size, size), torch.empty(size, size)
    seconds = []
    for _ in range(runs + 2):
        start = time.perf_counter()
        torch.mm(a, b, out=c)
        seconds.append(time.perf_counter() - start)
    return round(2e-9 * size**3 / statistics.median(seconds[2:]), 1)


def _warnings(libraries, blas, threads):
    """Everything found that makes PyTorch slower than it could be here."""
    found = []
    if blas is None:
        found.append(f"OpenBLAS is not loaded (found: {', '.join(libraries) or 'nothing'}); choose libopenblas0-openmp.")
    elif blas["threading"] != "openmp":
        found.append(f"OpenBLAS threads by {blas['threading']}, expected openmp; choose libopenblas0-openmp.")
    if blas and blas["core"] not in AVX512_CORES and "avx512f" in _processor_flags():
        found.append(f"OpenBLAS runs kernels for {blas['core']} on a processor with AVX-512; try --blas-core SkylakeX.")
    processors = len(os.sched_getaffinity(0))
    if threads > processors:
        found.append(f"{threads} threads were asked for, but only {processors} processors may be used.")
    return found


def _processor_flags():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next((line.split(":")[1].split() for line in lines if line.startswith("flags")), [])
    except OSError:
        return []
