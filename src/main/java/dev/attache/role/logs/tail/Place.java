package dev.attache.role.logs.tail;

/// Where reading stands in a file, and by what that file is known again.
///
/// @param size the largest size that was seen
/// @param inLongLine whether the byte at the offset belongs to a line whose beginning was handed on, cut
public record Place(String path, long device, long inode, Mark mark, long size, boolean inLongLine) {
    /// Where nothing is.
    static final Place NOWHERE = new Place("", 0, 0, Mark.BLANK, 0, false);

    /// The same with another mark.
    Place at(Mark other) {
        return new Place(path, device, inode, other, size, inLongLine);
    }

    FileKey key() {
        return new FileKey(device, inode);
    }

    /// Where a file is being read.
    public static Place of(Generation generation) {
        return of(generation, generation.mark(), generation.isInLongLine());
    }

    static Place of(Generation generation, Mark mark, boolean inLongLine) {
        FileKey key = generation.key();
        return new Place(generation.path(), key.device(), key.inode(), mark, generation.size(), inLongLine);
    }
}
