namespace LearnDL.Interop;

/// <summary>The sizes of an array's axes; none for a single element.</summary>
static class Hdf5Space
{
    const int MostAxes = 32; // HDF5's own limit

    /// <summary>Reads a dataspace message.</summary>
    /// <param name="file">The file.</param>
    /// <param name="message">The message.</param>
    /// <param name="elements">The product of the sizes.</param>
    public static int[] Read(Hdf5Bytes file, Hdf5Cursor message, out long elements)
    {
        var place = message.Position;
        var (version, rank) = (message.U8(), message.U8());
        _ = message.U8(); // whether larger sizes are allowed for
        if (version is not (1 or 2) || rank > MostAxes)
            throw file.Damaged(place, $"sizes of at most {MostAxes} axes, in version 1 or 2",
                $"{rank} axes in version {version}");
        if (version == 2 && message.U8() == 2)
            return [(int)(elements = 0)]; // "null", which has no element
        message.Skip(version == 1 ? 5 : 0);
        var sizes = new int[rank];
        elements = 1;
        for (var axis = 0; axis < rank; axis++)
        {
            var size = message.U64();
            sizes[axis] = size is >= 0 and <= int.MaxValue ? (int)size
                : throw file.Damaged(place, $"sizes up to {int.MaxValue:N0}", $"{(ulong)size:N0}");
            elements = elements * size <= Array.MaxLength ? elements * size // a later 0 makes it no better
                : throw file.Damaged(place, $"at most {Array.MaxLength:N0} elements",
                    string.Join(" x ", sizes.Select(axis => $"{axis}")));
        }
        return sizes;
    }
}
