using System.Globalization;
using System.Runtime.InteropServices;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>The machine that the figures were taken on.</summary>
internal static class Host
{
    private const double BusyLoadPerCore = 0.5;

    /// <summary>Gets the average number of waiting and running threads over the last minute; null where the system does not tell.</summary>
    public static double? LoadAverage { get; } = ReadLoadAverage();

    /// <summary>Writes the line about the machine and, where it is busy, a warning.</summary>
    public static void Describe(Output output)
    {
        string load = LoadAverage is { } average ? Text.Ratio(average) : "unknown";
        output.Line(
            $"Machine: {Processor()}, {Text.Plural(Environment.ProcessorCount, "core")}, vectors of {(int)Simd.Widest} bits, "
            + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription.Trim()}, load average {load} at the start.");
        if (LoadAverage > BusyLoadPerCore * Environment.ProcessorCount)
        {
            output.Line();
            output.Line(
                $"**Warning**: the load average is above {Text.Ratio(BusyLoadPerCore)} per core. Something else was running; "
                + "do not believe times and speeds.");
        }
    }

    private static string Processor()
    {
        const string Field = "model name";
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(static text => text.StartsWith(Field, StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static double? ReadLoadAverage()
    {
        const string File = "/proc/loadavg";
        if (!System.IO.File.Exists(File)) return null;
        return double.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
