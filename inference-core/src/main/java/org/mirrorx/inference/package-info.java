/**
 * From a photograph of a shopper and an outfit to an {@link org.mirrorx.inference.Outcome}: a look or an honest reason.
 * {@code Atelier} is the only class the command line and the kiosk call. Must not know files of the shop,
 * screens, settings or the clock.
 */
@NullMarked
package org.mirrorx.inference;

import org.jspecify.annotations.NullMarked;
