namespace Hourglass.Learning;

/// <summary>256 colours, and how the pixels of a picture are matched with them.</summary>
internal abstract class GifPalette
{
    /// <summary>Gets all greys, for pictures that have nothing else.</summary>
    public static GifPalette Grey { get; } = new GreyPalette();

    /// <summary>Gets colours for any picture.</summary>
    public static GifPalette Color { get; } = new ColorPalette();

    /// <summary>Gets red, green and blue of each colour.</summary>
    public byte[] Table { get; } = new byte[3 * 256];

    /// <summary>Matches a picture, scaled up.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scale">How many pixels wide and high one pixel becomes.</param>
    /// <param name="indices">Receives the number of each pixel's colour.</param>
    public void Index(Bitmap picture, int scale, Span<byte> indices)
    {
        Bitmap source = picture.ToChannels(Channels);
        int width = source.Width * scale;
        for (int y = 0; y < source.Height * scale; y++)
        {
            ReadOnlySpan<byte> row = source.Pixels.AsSpan(y / scale * source.Stride, source.Stride);
            for (int x = 0; x < width; x++)
                indices[(y * width) + x] = Match(row.Slice(x / scale * Channels, Channels), x, y);
        }
    }

    /// <summary>Gets the channels that pixels are matched by.</summary>
    protected abstract int Channels { get; }

    /// <summary>Finds the colour of a pixel.</summary>
    protected abstract byte Match(ReadOnlySpan<byte> pixel, int x, int y);

    private sealed class GreyPalette : GifPalette
    {
        public GreyPalette()
        {
            for (int i = 0; i < Table.Length; i++) Table[i] = (byte)(i / 3);
        }

        protected override int Channels => 1;

        protected override byte Match(ReadOnlySpan<byte> pixel, int x, int y) => pixel[0];
    }

    /// <summary>A cube of 6 x 6 x 6 colours and 40 greys between its own 6.</summary>
    private sealed class ColorPalette : GifPalette
    {
        private const int Levels = 6, Cube = Levels * Levels * Levels;

        // Every ninth grey is one of the cube's.
        private const int GreySteps = 45, GreysPerLevel = GreySteps / (Levels - 1);

        // Channels this close show no tint that the eye would miss.
        private const int GreyTolerance = 2;

        // Dithering by ordered thresholds: Bayer, An Optimum Method for Two-Level Rendition of Continuous-Tone Pictures, 1973.
        private const int Side = 8;
        private static readonly float[] Thresholds = BuildThresholds();

        public ColorPalette()
        {
            for (int i = 0; i < Cube; i++)
            {
                int[] levels = [i / (Levels * Levels), i / Levels % Levels, i % Levels];
                for (int channel = 0; channel < 3; channel++) Table[(3 * i) + channel] = (byte)(levels[channel] * 255 / (Levels - 1));
            }

            for (int step = 0; step <= GreySteps; step++)
                Table.AsSpan(3 * GreyIndex(step), 3).Fill((byte)Math.Round(step * 255.0 / GreySteps));
        }

        protected override int Channels => 3;

        protected override byte Match(ReadOnlySpan<byte> pixel, int x, int y)
        {
            float threshold = Thresholds[(y % Side * Side) + (x % Side)];
            int low = Math.Min(pixel[0], Math.Min(pixel[1], pixel[2])), high = Math.Max(pixel[0], Math.Max(pixel[1], pixel[2]));
            if (high - low <= GreyTolerance) return GreyIndex(Level(pixel[1], GreySteps, threshold));
            int index = 0;
            foreach (byte value in pixel) index = (index * Levels) + Level(value, Levels - 1, threshold);
            return (byte)index;
        }

        private static int Level(byte value, int steps, float threshold) => (int)((value * steps / 255f) + threshold);

        private static byte GreyIndex(int step) => step % GreysPerLevel == 0
            ? (byte)(step / GreysPerLevel * ((Levels * Levels) + Levels + 1))
            : (byte)(Cube + step - (step / GreysPerLevel) - 1);

        private static float[] BuildThresholds()
        {
            float[] thresholds = new float[Side * Side];
            for (int i = 0; i < thresholds.Length; i++)
            {
                int x = i % Side, y = i / Side, rank = 0;
                for (int bit = 1; bit < Side; bit <<= 1)
                    rank = (rank << 2) | (((x & bit) != 0 ? 2 : 0) ^ ((y & bit) != 0 ? 3 : 0));
                thresholds[i] = (rank + 0.5f) / thresholds.Length;
            }

            return thresholds;
        }
    }
}
