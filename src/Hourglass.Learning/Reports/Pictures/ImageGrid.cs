namespace Hourglass.Learning;

/// <summary>Lays images out as one picture.</summary>
public static class ImageGrid
{
    /// <summary>Lays out rows of images, such as originals over reconstructions.</summary>
    /// <param name="rows">The rows from top to bottom; a row may be shorter than the others. All images are of one size.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; 1 by default, which keeps files small.</param>
    /// <param name="gap">Pixels between images, before scaling; 2 by default, the least that the eye takes for a gap.</param>
    /// <param name="paper">The grey of gaps and missing images; white by default, as the page around it.</param>
    /// <exception cref="ArgumentException">There is no image, or the images differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive or the gap is negative.</exception>
    public static Bitmap Rows(IReadOnlyList<IReadOnlyList<Bitmap>> rows, int scale = 1, int gap = 2, byte paper = 255)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        Bitmap first = rows.SelectMany(row => row).FirstOrDefault()
            ?? throw new ArgumentException("Received no image, expected at least one.", nameof(rows));
        int channels = rows.SelectMany(row => row).All(image => image.Channels == 1) ? 1 : 3;
        int columns = rows.Max(row => row.Count);

        int width = checked(((columns * (first.Width + gap)) - gap) * scale);
        int height = checked(((rows.Count * (first.Height + gap)) - gap) * scale);
        Bitmap grid = new(width, height, channels, new byte[checked(width * height * channels)]);
        Array.Fill(grid.Pixels, paper);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < rows[row].Count; column++)
            {
                Bitmap image = rows[row][column];
                if (image.Width != first.Width || image.Height != first.Height)
                {
                    throw new ArgumentException(
                        $"Received an image of {image.Width}x{image.Height} in row {row}, column {column}, "
                        + $"expected {first.Width}x{first.Height}.",
                        nameof(rows));
                }

                Draw(image.ToChannels(channels), grid, column * (first.Width + gap) * scale, row * (first.Height + gap) * scale, scale);
            }
        }

        return grid;
    }

    /// <summary>Lays out images from left to right in rows of equal length.</summary>
    /// <param name="images">The images, all of one size.</param>
    /// <param name="columns">Images in a row; positive.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes; 1 by default, which keeps files small.</param>
    /// <param name="gap">Pixels between images, before scaling; 2 by default, the least that the eye takes for a gap.</param>
    /// <param name="paper">The grey of gaps and missing images; white by default, as the page around it.</param>
    /// <exception cref="ArgumentException">There is no image, or the images differ in size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The columns or the scale are not positive or the gap is negative.</exception>
    public static Bitmap Wrap(IReadOnlyList<Bitmap> images, int columns, int scale = 1, int gap = 2, byte paper = 255)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        return Rows([.. images.Chunk(columns)], scale, gap, paper);
    }

    /// <summary>Lays out pictures of one height from left to right.</summary>
    /// <param name="pictures">The pictures; at least one.</param>
    /// <param name="gap">Pixels between them.</param>
    /// <param name="paper">The grey of the gaps; white by default, as the page around it.</param>
    /// <exception cref="ArgumentException">There is no picture, or the heights differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The gap is negative.</exception>
    public static Bitmap Beside(IReadOnlyList<Bitmap> pictures, int gap, byte paper = 255)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (pictures.Count == 0) throw new ArgumentException("Received no picture, expected at least one.", nameof(pictures));
        int height = pictures[0].Height, channels = pictures.All(picture => picture.Channels == 1) ? 1 : 3;
        int width = checked(pictures.Sum(picture => picture.Width) + ((pictures.Count - 1) * gap));
        Bitmap row = new(width, height, channels, new byte[checked(width * height * channels)]);
        Array.Fill(row.Pixels, paper);
        int left = 0;
        foreach (Bitmap picture in pictures)
        {
            if (picture.Height != height)
                throw new ArgumentException($"Received a picture {picture.Height} high, expected {height} as the first.", nameof(pictures));
            Draw(picture.ToChannels(channels), row, left, 0, scale: 1);
            left += picture.Width + gap;
        }

        return row;
    }

    private static void Draw(Bitmap image, Bitmap grid, int left, int top, int scale)
    {
        for (int y = 0; y < image.Height * scale; y++)
        {
            Span<byte> target = grid.Pixels.AsSpan(((top + y) * grid.Stride) + (left * grid.Channels), image.Stride * scale);
            ReadOnlySpan<byte> source = image.Pixels.AsSpan(y / scale * image.Stride, image.Stride);
            for (int x = 0; x < image.Width * scale; x++)
                source.Slice(x / scale * image.Channels, image.Channels).CopyTo(target[(x * image.Channels)..]);
        }
    }
}
