using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of pooling and upsampling: one sample in double precision, features in the order <c>[y][x][channel]</c>.</summary>
internal static class ImageOracle
{
    public static double[] Pool(MaxPoolSpec spec, double[] image, Shape input) => [.. Windows(spec, image, input).Select(static window => window.Max())];

    public static double[] Pool(AveragePoolSpec spec, double[] image, Shape input) =>
        [.. Windows(image, input, spec.Size, spec.Stride ?? spec.Size, spec.Padding == PoolPaddingKind.Same).Select(static window => window.Average())];

    /// <summary>Finds the least distance between the two largest numbers of any window; infinite where all windows are single cells.</summary>
    public static double LeastLead(MaxPoolSpec spec, double[] image, Shape input) => Windows(spec, image, input).Min(static window =>
    {
        double[] order = [.. window.OrderDescending()];
        return order.Length == 1 ? double.PositiveInfinity : order[0] - order[1];
    });

    public static double[] Upsample(UpsampleSpec spec, double[] image, Shape input) => spec.Interpolation == UpsampleKind.Nearest
        ? Nearest(image, input, spec.Factor, spec.FactorWidth ?? spec.Factor)
        : Bilinear(image, input, spec.Factor, spec.FactorWidth ?? spec.Factor);

    /// <summary>Repeats each cell.</summary>
    private static double[] Nearest(double[] image, Shape input, int factorY, int factorX) => Image(
        new Shape(input.Channels, input.Height * factorY, input.Width * factorX),
        (y, x, channel) => At(image, input, y / factorY, x / factorX, channel));

    /// <summary>Interpolates between the cells around each half-pixel centre; beyond the outermost cells their value goes on.</summary>
    private static double[] Bilinear(double[] image, Shape input, int factorY, int factorX) => Image(
        new Shape(input.Channels, input.Height * factorY, input.Width * factorX),
        (y, x, channel) =>
        {
            double sum = 0, v = Place(y, factorY, input.Height), h = Place(x, factorX, input.Width);
            for (int i = 0; i < input.Height; i++)
                for (int j = 0; j < input.Width; j++) sum += Nearness(v, i) * Nearness(h, j) * At(image, input, i, j, channel);
            return sum;
        });

    private static double Place(int output, int factor, int cells) => Math.Clamp(((output + 0.5) / factor) - 0.5, 0, cells - 1);

    private static double Nearness(double place, int cell) => Math.Max(0, 1 - Math.Abs(place - cell));

    private static double At(double[] image, Shape shape, int y, int x, int channel) =>
        image[(((y * shape.Width) + x) * shape.Channels) + channel];

    private static double[] Image(Shape shape, Func<int, int, int, double> value) =>
        [.. from y in Enumerable.Range(0, shape.Height) from x in Enumerable.Range(0, shape.Width)
            from channel in Enumerable.Range(0, shape.Channels) select value(y, x, channel)];

    private static IEnumerable<double[]> Windows(MaxPoolSpec spec, double[] image, Shape input) =>
        Windows(image, input, spec.Size, spec.Stride ?? spec.Size, spec.Padding == PoolPaddingKind.Same);

    /// <summary>Finds the cells of each window, of which those outside of the image are left out.</summary>
    private static IEnumerable<double[]> Windows(double[] image, Shape input, int size, int stride, bool same)
    {
        int height = Count(input.Height, size, stride, same), width = Count(input.Width, size, stride, same);
        int top = same ? Missing(input.Height, size, stride) / 2 : 0, left = same ? Missing(input.Width, size, stride) / 2 : 0;
        return from oy in Enumerable.Range(0, height)
               from ox in Enumerable.Range(0, width)
               from channel in Enumerable.Range(0, input.Channels)
               select (from y in Enumerable.Range((oy * stride) - top, size)
                       from x in Enumerable.Range((ox * stride) - left, size)
                       where y >= 0 && y < input.Height && x >= 0 && x < input.Width
                       select At(image, input, y, x, channel)).ToArray();
    }

    private static int Count(int cells, int size, int stride, bool same) =>
        same ? (int)Math.Ceiling(cells / (double)stride) : (int)Math.Floor((cells - size) / (double)stride) + 1;

    private static int Missing(int cells, int size, int stride) =>
        Math.Max(0, ((Count(cells, size, stride, same: true) - 1) * stride) + size - cells);
}
