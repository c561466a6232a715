using System.Buffers.Binary;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Puts the pixels of a PNG file where they belong, as bytes: grey, red green blue, or with opacity.</summary>
/// <param name="header">The header.</param>
/// <param name="name">What messages call the file.</param>
/// <param name="palette">The colours, three bytes each; empty without a palette.</param>
/// <param name="opacity">The opacities of colours, or the one colour that is transparent; empty for none.</param>
internal readonly ref struct PngPixels(PngHeader header, string name, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacity)
{
    private readonly PngHeader _header = header;
    private readonly string _name = name;
    private readonly ReadOnlySpan<byte> _palette = palette;
    private readonly ReadOnlySpan<byte> _opacity = opacity;

    private int Channels => _header.Color switch
    {
        PngColor.GreyWithOpacity or PngColor.Rgba => 4,
        _ when !_opacity.IsEmpty => 4,
        PngColor.Grey => 1,
        _ => 3,
    };

    /// <summary>Makes the picture.</summary>
    /// <param name="filtered">The rows of all passes as they were packed; changed.</param>
    public Bitmap Read(Span<byte> filtered)
    {
        int channels = Channels;
        byte[] pixels = new byte[_header.Width * _header.Height * channels];
        foreach (PngPass pass in _header.Passes)
        {
            int stride = (int)_header.StrideOf(pass.Width);
            Span<byte> rows = filtered[..((stride + 1) * pass.Height)];
            filtered = filtered[rows.Length..];
            PngRows.Unfilter(rows, stride, _header.FilterBytes, _name);
            for (int y = 0; y < pass.Height; y++) Place(rows.Slice((y * (stride + 1)) + 1, stride), pass, pass.Top + (y * pass.Down), pixels, channels);
        }

        return new Bitmap(_header.Width, _header.Height, channels, pixels);
    }

    private static byte ToByte(int value, int bits) => bits switch
    {
        8 => (byte)value,
        16 => (byte)(((value * 255) + 32_895) >> 16),
        _ => (byte)(value * 255 / ((1 << bits) - 1)),
    };

    private void Place(ReadOnlySpan<byte> row, PngPass pass, int y, byte[] pixels, int channels)
    {
        int start = y * _header.Width * channels;
        if (_header.Bits == 8 && pass.Across == 1 && channels == _header.Samples && _header.Color != PngColor.Palette)
        {
            row.CopyTo(pixels.AsSpan(start));
            return;
        }

        for (int x = 0; x < pass.Width; x++)
        {
            int column = pass.Left + (x * pass.Across);
            Place(row, x, pixels.AsSpan(start + (column * channels), channels), (y * _header.Width) + column);
        }
    }

    private void Place(ReadOnlySpan<byte> row, int x, Span<byte> pixel, int place)
    {
        int bits = _header.Bits, first = Sample(row, x * _header.Samples);
        if (_header.Color == PngColor.Palette)
        {
            PlaceColor(first, pixel, place);
            return;
        }

        if (pixel.Length == 4) pixel[3] = byte.MaxValue;
        if (_header.Samples < 3)
        {
            pixel[..Math.Min(3, pixel.Length)].Fill(ToByte(first, bits));
            if (_header.Samples == 2) pixel[3] = ToByte(Sample(row, (2 * x) + 1), bits);
        }
        else
        {
            for (int i = 0; i < _header.Samples; i++) pixel[i] = ToByte(Sample(row, (x * _header.Samples) + i), bits);
        }

        if (!_opacity.IsEmpty && IsTransparent(row, x)) pixel[3] = 0;
    }

    private void PlaceColor(int index, Span<byte> pixel, int place)
    {
        int colors = _palette.Length / 3;
        if (index >= colors) throw new InvalidDataException(Phrase.Of($"{_name}: found colour {index} in pixel {place}, expected less than {colors}."));
        _palette.Slice(index * 3, 3).CopyTo(pixel);
        if (pixel.Length == 4) pixel[3] = index < _opacity.Length ? _opacity[index] : byte.MaxValue;
    }

    private bool IsTransparent(ReadOnlySpan<byte> row, int x)
    {
        for (int i = 0; i < _header.Samples; i++)
            if (Sample(row, (x * _header.Samples) + i) != BinaryPrimitives.ReadUInt16BigEndian(_opacity[(2 * i)..])) return false;
        return true;
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        int bits = _header.Bits;
        if (bits == 8) return row[index];
        if (bits == 16) return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        int bit = index * bits;
        return (row[bit / 8] >> (8 - bits - (bit % 8))) & ((1 << bits) - 1);
    }
}
