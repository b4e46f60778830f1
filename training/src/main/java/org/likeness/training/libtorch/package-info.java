/** The bridge to libtorch: loading, devices, threads, tensors from and to arrays, lifetimes. Graphs are not known here. */
@NullMarked
package org.likeness.training.libtorch;

import org.jspecify.annotations.NullMarked;
