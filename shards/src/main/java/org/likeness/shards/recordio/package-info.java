/** MXNet's RecordIO files, as InsightFace's training sets are distributed: record layout, index file, identities. Nothing is written. */
@Internal
@NullMarked
package org.likeness.shards.recordio;

import org.jspecify.annotations.NullMarked;
import org.likeness.core.Internal;
