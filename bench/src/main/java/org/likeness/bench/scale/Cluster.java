package org.likeness.bench.scale;

/** The machines of a run; all workers are alike. */
record Cluster(Worker worker, Loading loading, Link link, Failures failures) {}
