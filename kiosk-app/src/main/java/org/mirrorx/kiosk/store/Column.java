package org.mirrorx.kiosk.store;

import java.util.Arrays;
import java.util.List;

/**
 * What a column of a shop's table can mean, with the headers that the shop systems write: Shopify (old and new), Unicommerce, Ginesys,
 * Marg, Tally, Increff, and our own. Headers are compared without case, spaces and punctuation; the first of a list that stands in the
 * table wins.
 */
enum Column {
    SKU(
            "sku",
            "variant sku",
            "item code",
            "product code",
            "channel sku code",
            "part no",
            "article number",
            "stock number",
            "code"),
    STYLE("style", "handle", "url handle", "style code", "article", "style number", "design no"),
    BARCODE(
            "barcode",
            "barcodes",
            "variant barcode",
            "ean",
            "ean13",
            "gtin",
            "upc",
            "scan identifier",
            "fast search",
            "name alias"),
    KIND("kind", "worn as"),
    CATEGORY(
            "category",
            "type",
            "product type",
            "item type",
            "product category",
            "category code",
            "department",
            "section",
            "division",
            "parent",
            "tags"),
    NAME("name", "title", "product name", "item name", "product", "short name", "description", "नाम"),
    COLOUR("colour", "color", "colours", "colors", "shade", "रंग"),
    SIZE("size", "sizes", "साइज"),
    COUNT("count", "quantity", "qty", "stock", "pieces", "variant inventory qty", "inventory quantity"),
    HANGS_AT("hangs at", "where", "rack", "rail", "shelf", "location", "bin"),
    MRP("mrp", "variant compare at price", "compare at price", "list price"),
    PRICE("price", "variant price", "selling price", "offer price", "sale price", "rate"),
    HSN("hsn", "hsn code", "hsn sac", "hsn sac code"),
    PICTURE(
            "picture",
            "pictures",
            "image",
            "images",
            "photo",
            "image src",
            "product image url",
            "image url",
            "main image",
            "front image"),
    VARIANT_PICTURE("variant image", "variant image url"),
    ACTIVE("active", "status", "published", "enabled"),
    OPTION1_NAME("option1 name"),
    OPTION1_VALUE("option1 value"),
    OPTION2_NAME("option2 name"),
    OPTION2_VALUE("option2 value"),
    OPTION3_NAME("option3 name"),
    OPTION3_VALUE("option3 value");

    private final String own;
    private final List<String> headers;

    Column(String... headers) {
        this.own = headers[0];
        this.headers = Arrays.stream(headers).map(Headers::plain).toList();
    }

    /** Headers that mean this column, the surest first, as {@link Headers#plain} spells them. */
    List<String> headers() {
        return headers;
    }

    /** The header that the export writes. */
    String ownHeader() {
        return own;
    }
}
