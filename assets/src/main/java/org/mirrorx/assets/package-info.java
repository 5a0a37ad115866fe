/**
 * What MirrorX draws itself: sample garments, a sample shopper, the program's icon. The build draws the pictures into the class path;
 * {@link org.mirrorx.assets.SampleAssets} hands them out as resources. Nothing here knows engines, catalogs or screens.
 */
@NullMarked
package org.mirrorx.assets;

import org.jspecify.annotations.NullMarked;
