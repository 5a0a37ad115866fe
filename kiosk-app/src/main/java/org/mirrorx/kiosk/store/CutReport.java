package org.mirrorx.kiosk.store;

/**
 * What a cutting run did.
 *
 * @param cut garments that can be tried on
 * @param asksStaff garments that staff should look at
 * @param unreadable garments whose photograph is no good
 */
public record CutReport(long cut, long asksStaff, long unreadable) {}
