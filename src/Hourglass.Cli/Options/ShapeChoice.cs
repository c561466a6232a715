using System.CommandLine;
using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>The shape of samples where no data says it.</summary>
internal static class ShapeChoice
{
    /// <summary>Gets the shape of MNIST and of the built-in digits.</summary>
    public static Shape Usual { get; } = new(1, Digits.Side, Digits.Side);

    /// <summary>Gets the option.</summary>
    public static Option<string> Input { get; } = CliOption.Value(
        "--input", "SHAPE", Phrase.Mark("the samples of a named model: height x width x channels, or a number of features (28x28x1)"));

    /// <summary>Reads the shape; null where it was not given.</summary>
    public static Shape? Read(OptionValues values) => Read(values, Input);

    /// <summary>Reads a shape of samples; null where it was not given.</summary>
    public static Shape? Read(OptionValues values, Option<string> option)
    {
        if (values.Text(option) is not { } text) return null;
        int[] sides = [.. text.Split('x').Select(static side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)];
        Shape? shape = sides switch
        {
            [> 0 and var features] => new Shape(features),
            [> 0 and var height, > 0 and var width] => new Shape(1, height, width),
            [> 0 and var height, > 0 and var width, > 0 and var channels] => new Shape(channels, height, width),
            _ => null,
        };
        if (shape is { } found && (long)found.Channels * found.Height <= SpecLimits.Features / found.Width) return found;
        values.Refuse(option, text, Phrase.Of("height x width x channels as in 28x28x1, or a number of features as in 784"));
        return null;
    }
}
