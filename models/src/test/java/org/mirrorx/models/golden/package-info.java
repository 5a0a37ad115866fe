/**
 * Recorded data that lies outside the project, for tests of all modules. Goes out: recorded cases, files and pictures, or a skipped
 * test with the reason. Must not know what is tested.
 */
@NullMarked
package org.mirrorx.models.golden;

import org.jspecify.annotations.NullMarked;
