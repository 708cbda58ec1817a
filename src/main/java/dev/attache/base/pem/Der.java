package dev.attache.base.pem;

import java.nio.ByteBuffer;

/// As much of DER (X.690) as it takes to put an old form of a private key into PKCS#8 (RFC 5208).
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xA0;
    private static final byte[] NOTHING = {};
    private static final byte[] VERSION_0 = {2, 1, 0};

    /// rsaEncryption (1.2.840.113549.1.1.1) and its parameters, which are none.
    private static final byte[] RSA = {0x06, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};

    /// ecPublicKey (1.2.840.10045.2.1); the curve follows.
    private static final byte[] CURVE = {0x06, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private Der() {}

    /// @param pkcs1 RSAPrivateKey of RFC 8017; nothing in gives nothing
    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return pkcs1.length == 0 ? NOTHING : pkcs8(RSA, pkcs1);
    }

    /// @param sec1 ECPrivateKey of RFC 5915 that names its curve; nothing in gives nothing, and so does another
    static byte[] pkcs8OfCurve(byte[] sec1) {
        byte[] curve = sec1.length == 0 ? NOTHING : parametersOf(sec1);
        return curve.length == 0 ? NOTHING : pkcs8(joined(CURVE, curve), sec1);
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, joined(VERSION_0, element(SEQUENCE, algorithm), element(OCTET_STRING, key)));
    }

    /// What stands under `[0]` in an ECPrivateKey; nothing where that is absent or cut.
    private static byte[] parametersOf(byte[] sec1) {
        ByteBuffer in = ByteBuffer.wrap(sec1);
        if (in.get() != SEQUENCE || lengthOf(in) < 0) {
            return NOTHING;
        }
        while (in.hasRemaining()) {
            int tag = in.get() & 0xFF;
            int length = lengthOf(in);
            if (length < 0 || length > in.remaining()) {
                return NOTHING;
            }
            if (tag == PARAMETERS) {
                byte[] found = new byte[length];
                in.get(found);
                return found;
            }
            in.position(in.position() + length);
        }
        return NOTHING;
    }

    /// The length that stands here; -1 where it is cut or over 65,535.
    private static int lengthOf(ByteBuffer in) {
        int first = in.hasRemaining() ? in.get() & 0xFF : 0x80;
        return switch (first) {
            case 0x81 -> in.hasRemaining() ? in.get() & 0xFF : -1;
            case 0x82 -> in.remaining() < 2 ? -1 : in.getShort() & 0xFFFF;
            default -> first < 0x80 ? first : -1;
        };
    }

    private static byte[] element(int tag, byte[] content) {
        int length = content.length;
        byte[] head;
        if (length < 0x80) {
            head = new byte[] {(byte) tag, (byte) length};
        } else if (length < 0x100) {
            head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        } else {
            head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        return joined(head, content);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
