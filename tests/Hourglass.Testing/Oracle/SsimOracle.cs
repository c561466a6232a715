using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The structural similarity of two images as its paper writes it: window by window, in double precision.</summary>
public static class SsimOracle
{
    private const double C1 = 1e-4, C2 = 9e-4;

    public static double Run(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Shape shape)
    {
        double sum = 0;
        int count = 0;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int top = 0; top + 11 <= shape.Height; top++)
            {
                for (int left = 0; left + 11 <= shape.Width; left++)
                {
                    sum += Window(x, y, shape, top, left, channel);
                    count++;
                }
            }
        }

        return sum / count;
    }

    private static double Window(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Shape shape, int top, int left, int channel)
    {
        double weights = 0, meanX = 0, meanY = 0, varianceX = 0, varianceY = 0, covariance = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < 121; i++)
            {
                int row = i / 11, column = i % 11;
                double weight = Math.Exp(-(((row - 5) * (row - 5)) + ((column - 5) * (column - 5))) / 4.5);
                int place = ((((top + row) * shape.Width) + left + column) * shape.Channels) + channel;
                if (pass == 0)
                {
                    weights += weight;
                    meanX += weight * x[place];
                    meanY += weight * y[place];
                }
                else
                {
                    double dx = x[place] - (meanX / weights), dy = y[place] - (meanY / weights);
                    varianceX += weight * dx * dx;
                    varianceY += weight * dy * dy;
                    covariance += weight * dx * dy;
                }
            }
        }

        (meanX, meanY, varianceX, varianceY, covariance) =
            (meanX / weights, meanY / weights, varianceX / weights, varianceY / weights, covariance / weights);
        return ((2 * meanX * meanY) + C1) * ((2 * covariance) + C2)
            / (((meanX * meanX) + (meanY * meanY) + C1) * (varianceX + varianceY + C2));
    }
}
