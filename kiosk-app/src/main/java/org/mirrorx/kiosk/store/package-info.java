/**
 * What the shop owns: the catalog with its pictures, and the work done once for each garment. Folders and tables come in, records of
 * garments go out. The only room that knows SQL; it knows nothing of shoppers, screens or engines.
 */
@NullMarked
package org.mirrorx.kiosk.store;

import org.jspecify.annotations.NullMarked;
