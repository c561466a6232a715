using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Benchmarks;

/// <summary>The options that several commands share.</summary>
internal static class CommandOptions
{
    public static Option<FileInfo?> Out() => new("--out")
    {
        Description = "Also write the result to this markdown file; bench/results/ is the place for those that are kept.",
    };

    public static Option<DirectoryInfo?> Data() => new("--data")
    {
        Description = "The folder that holds mnist/ (default: $HOURGLASS_DATA, then the cache).",
    };

    public static Option<string> Python() => new("--python")
    {
        DefaultValueFactory = static _ => "/usr/bin/python3",
        Description = "The Python that sees the packages of bench/peers/README.md.",
    };

    public static Option<int> Count(string name, int value, string description)
    {
        Option<int> option = new(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0) result.AddError($"{name}: expected a number that is not negative.");
        });
        return option;
    }

    public static Option<double> Seconds(string name, double value, string description)
    {
        Option<double> option = new(name) { DefaultValueFactory = _ => value, Description = description };
        option.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() > 0)) result.AddError($"{name}: expected a positive number.");
        });
        return option;
    }

    public static Option<string[]> Names(string name, string description) => new(name)
    {
        DefaultValueFactory = static _ => [],
        Description = description,
        CustomParser = static result => [.. Parts(result)],
    };

    public static Option<int[]> Numbers(string name, int[] value, string description) => new(name)
    {
        DefaultValueFactory = _ => value,
        Description = description,
        CustomParser = result => [.. Parts(result).Select(part => Positive(part, name, result))],
    };

    /// <summary>Chooses by name, in the order of the list; everything where no name is given.</summary>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IReadOnlyList<T> Choose<T>(IReadOnlyList<T> all, string[] names, Func<T, string> nameOf, string option)
    {
        string[] known = [.. all.Select(nameOf)];
        foreach (string name in names)
            if (!known.Contains(name)) throw new ArgumentException($"{option}: {NearestName.Explain(name, known)}");
        return names.Length == 0 ? all : [.. all.Where(item => names.Contains(nameOf(item)))];
    }

    private static IEnumerable<string> Parts(ArgumentResult result) => result.Tokens.SelectMany(
        static token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static int Positive(string part, string name, ArgumentResult result)
    {
        if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0) return number;
        result.AddError($"{name}: received '{part}', expected positive numbers separated by commas.");
        return 1;
    }
}
