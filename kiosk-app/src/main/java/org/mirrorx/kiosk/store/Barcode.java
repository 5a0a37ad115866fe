package org.mirrorx.kiosk.store;

/**
 * What a scanner reads off a garment's tag.
 *
 * @param code digits of an EAN, or the shop's own letters and digits
 * @param sku stock number of the row it stood in
 * @param size label of the size it stands for; empty when for several
 * @param colour it stands for; empty when not said
 */
public record Barcode(String code, String sku, String size, String colour) {}
