package org.mirrorx.inference.image;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** JPEG files with four inks. */
final class FourColours {
    private FourColours() {}

    /** @param paper cyan, magenta, yellow, black as Adobe writes them: 0 is full ink, 255 none */
    static byte[] jpeg(Raster paper) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(paper, null, null), null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            writer.dispose();
        }
        // APP14: version 100, no flags, transform 0 (the four bands are inks, not luma and chroma)
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return PictureFiles.withSegment(bytes.toByteArray(), 0xEE, adobe);
    }
}
