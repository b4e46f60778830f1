# What native libraries read before Java starts; sourced by the launcher and the benchmarks. What is set already stays.

# glibc otherwise maps and unmaps every large block in every step, which doubles the time of a step.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
export MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-4000000000}
export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-20000000000}
export MALLOC_TOP_PAD_=${MALLOC_TOP_PAD_:-268435456}
# A step is thousands of short loops in parallel, and threads that sleep between them are woken late: they spin for some twenty
# microseconds first. More gains little on free cores, and halves the speed where another program has one of them
# (docs/results/training-speed.md).
if [ -z "${OMP_WAIT_POLICY:-}" ]; then
  export OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-1000}
fi
