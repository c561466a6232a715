namespace Hourglass.Cli;

/// <summary>Tells on stderr what is going on, unless silence was asked for.</summary>
/// <param name="context">The world outside.</param>
/// <param name="isQuiet">Whether nothing is said.</param>
/// <param name="isVerbose">Whether details are said too.</param>
internal sealed class Notes(CliContext context, bool isQuiet, bool isVerbose)
{
    public bool IsQuiet => isQuiet;

    public static Notes Read(CliContext context, OptionValues values) =>
        new(context, values.Flag(SharedOptions.Quiet), values.Flag(SharedOptions.Verbose));

    /// <summary>Says something.</summary>
    public void Say(string text)
    {
        if (!isQuiet) context.Error.WriteLine(text);
    }

    /// <summary>Says a detail.</summary>
    public void Detail(string text)
    {
        if (isVerbose) Say(text);
    }
}
