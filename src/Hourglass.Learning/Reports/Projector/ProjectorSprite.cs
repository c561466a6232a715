namespace Hourglass.Learning;

/// <summary>Draws the images of points into one square picture, as the embedding projector takes it.</summary>
internal static class ProjectorSprite
{
    /// <summary>Gets how many images a side of the square has.</summary>
    public static int Side(int count)
    {
        int side = (int)Math.Sqrt(count);
        return side * side < count ? side + 1 : side;
    }

    /// <summary>Draws images small enough that all fit: every so many pixels in each direction become their mean.</summary>
    public static Bitmap[] Shrink(ImageBatch images)
    {
        int most = EmbeddingProjector.LargestSprite / Side(images.Count);
        int step = 1;
        while (Math.Max((images.Shape.Width + step - 1) / step, (images.Shape.Height + step - 1) / step) > Math.Max(most, 1)) step++;
        return [.. Enumerable.Range(0, images.Count).Select(i => Shrink(images.ToBitmap(i), step))];
    }

    /// <summary>Draws the square, row by row; places behind the last image stay white.</summary>
    public static Bitmap Draw(Bitmap[] images)
    {
        int side = Side(images.Length), rows = side;
        Bitmap blank = new(images[0].Width, images[0].Height, images[0].Channels, Blank(images[0].Pixels.Length));
        Bitmap[] all = [.. images, .. Enumerable.Repeat(blank, (side * rows) - images.Length)];
        return ImageGrid.Wrap(all, side, gap: 0);
    }

    private static byte[] Blank(int length)
    {
        byte[] white = new byte[length];
        Array.Fill(white, byte.MaxValue);
        return white;
    }

    private static Bitmap Shrink(Bitmap image, int step)
    {
        if (step == 1) return image;
        int width = (image.Width + step - 1) / step, height = (image.Height + step - 1) / step;
        byte[] pixels = new byte[width * height * image.Channels];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int channel = 0; channel < image.Channels; channel++)
                    pixels[(((y * width) + x) * image.Channels) + channel] = Mean(image, x * step, y * step, step, channel);
        return new Bitmap(width, height, image.Channels, pixels);
    }

    private static byte Mean(Bitmap image, int left, int top, int step, int channel)
    {
        int sum = 0, count = 0;
        for (int y = top; y < Math.Min(top + step, image.Height); y++)
        {
            for (int x = left; x < Math.Min(left + step, image.Width); x++, count++)
                sum += image.Pixels[(((y * image.Width) + x) * image.Channels) + channel];
        }

        return (byte)((sum + (count / 2)) / count);
    }
}
