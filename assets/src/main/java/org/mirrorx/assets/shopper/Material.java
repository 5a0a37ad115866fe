package org.mirrorx.assets.shopper;

/** What a part of the picture is made of. */
enum Material {
    SKIN,
    FACE,
    HAIR,
    TEE,
    TROUSERS,
    SHOES,
    GOLD
}
