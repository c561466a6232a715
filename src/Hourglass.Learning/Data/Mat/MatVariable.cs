namespace Hourglass.Learning;

/// <summary>A variable of a MAT file and where it lies.</summary>
/// <param name="Entry">What it is.</param>
/// <param name="Offset">The first byte of its element in the file.</param>
internal sealed record MatVariable(ArrayEntry Entry, long Offset);

/// <summary>The tag of an element of a MAT file.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="Length">The bytes of its data.</param>
/// <param name="IsSmall">Whether the data lie in the tag itself.</param>
internal readonly record struct MatTag(MatType Type, uint Length, bool IsSmall)
{
    /// <summary>Gets the bytes behind the data up to the next element.</summary>
    public int Padding => IsSmall ? 4 - (int)Length : (int)((8 - (Length % 8)) % 8);
}

/// <summary>The types of elements, numbered as in the file.</summary>
internal enum MatType : uint
{
    Int8 = 1,
    UInt8 = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Single = 7,
    Double = 9,
    Int64 = 12,
    UInt64 = 13,
    Matrix = 14,
    Compressed = 15,
    Utf8 = 16,
}

/// <summary>The classes of arrays, numbered as in the file.</summary>
internal enum MatClass : byte
{
    Cell = 1,
    Struct = 2,
    Object = 3,
    Char = 4,
    Sparse = 5,
    Double = 6,
    Single = 7,
    Int8 = 8,
    UInt8 = 9,
    Int16 = 10,
    UInt16 = 11,
    Int32 = 12,
    UInt32 = 13,
    Int64 = 14,
    UInt64 = 15,
    Function = 16,
    Opaque = 17,
}
