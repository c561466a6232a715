using System.Buffers.Binary;
using System.Text;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Files of every format that is read, whole, and how each is changed: before it is packed or after.</summary>
internal static class FuzzFiles
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("a,b,\"c \"\"d\"\"\",class\n1,2.5,-3e2,x\n 4 ,5,6,\"y\nz\"\n\n7,8,9,x\n");
    private static readonly byte[] TabTable = Encoding.UTF8.GetBytes("1\t2\t3\r\n4\t5.25\t6\r\n\"7\"\t8\t-9\r\n");
    private static readonly byte[] Npy = NpyBytes(NumberArray.Table([1, 2, 3, 4, 5, 6], 3));
    private static readonly byte[] Columns = [.. Encoding.Latin1.GetBytes("\u0093NUMPY\u0001\0v\0" + "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 2), }".PadRight(117) + "\n"), 0, 1, 0, 2, 0, 3, 0, 4];
    private static readonly byte[] Matrix = MatSamples.Matrix(false, [2, 3], 1, 2, 3, 4, 5, 6);
    private static readonly byte[] Tensors = TensorBytes();
    private static readonly byte[] Grey = Png.Encode(PngTests.Noise(5, 4, 1)), Colour = Png.Encode(PngTests.Noise(4, 3, 3)), Clear = Png.Encode(PngTests.Noise(3, 3, 4));
    private static readonly byte[] Palette = new PngBuilder().Header(3, 1, 3).Chunk("PLTE", [1, 2, 3, 4, 5, 6]).Chunk("tRNS", [9]).Pixels([0, 1, 0, 1]).End();

    /// <summary>Makes the file of a number.</summary>
    /// <param name="format">The ending of its name.</param>
    /// <param name="key">Decides which file, and what is changed.</param>
    public static byte[] Make(string format, RandomKey key) => format switch
    {
        ".mat" => key.Below(100, 4) switch
        {
            0 => Mutator.Mutate(MatSamples.Plain, key),
            1 => Mutator.Mutate(MatSamples.Packed, key),
            2 => [.. MatSamples.Header(false), .. PackedMatrix(Mutator.Mutate(Matrix, key))],
            _ => Mutator.Mutate([.. MatSamples.Header(true), .. MatSamples.Matrix(true, [3, 2], 1, 2, 3, 4, 5, 6)], key),
        },
        ".npy" => Mutator.Mutate(key.Below(100, 2) == 0 ? Npy : Columns, key),
        ".npz" => key.Below(100, 2) == 0
            ? Mutator.Mutate(ZipSamples.Of(key.Below(101, 2) == 0, ("x", Npy), ("labels", Columns)), key)
            : ZipSamples.Of(key.Below(101, 2) == 0, ("x", Mutator.Mutate(Npy, key))),
        ".csv" => Mutator.Mutate(Table, key),
        ".tsv" => Mutator.Mutate(TabTable, key),
        ".safetensors" => Mutator.Mutate(Tensors, key),
        _ => Picture(key),
    };

    private static byte[] Picture(RandomKey key)
    {
        byte[][] files = [Grey, Colour, Clear, Palette, PngSamples.Interlaced, PngSamples.Deep, PngSamples.Bits];
        byte[] file = Mutator.Mutate(files[key.Below(100, files.Length)], key);
        if (key.Below(101, 4) != 0) PngBuilder.RepairChecksums(file);
        return file;
    }

    private static byte[] PackedMatrix(byte[] matrix)
    {
        byte[] packed = Mutator.Zlib(matrix), tag = new byte[8];
        tag[0] = 15;
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), packed.Length);
        return [.. tag, .. packed];
    }

    private static byte[] NpyBytes(NumberArray array)
    {
        using MemoryStream stream = new();
        NpyFile.Write(stream, array);
        return stream.ToArray();
    }

    private static byte[] TensorBytes()
    {
        using MemoryStream stream = new();
        SafetensorsFile.Write(
            stream,
            [SafeTensor.Floats("x", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 }), SafeTensor.Bytes("labels", SafeTensorType.I32, [2], new byte[] { 1, 0, 0, 0, 2, 0, 0, 0 })],
            new Dictionary<string, string> { ["made"] = "here" });
        return stream.ToArray();
    }
}
