/** The program's mark: a mirror sewn with a running stitch. Sizes come in, pictures go out. */
@NullMarked
package org.mirrorx.assets.icon;

import org.jspecify.annotations.NullMarked;
