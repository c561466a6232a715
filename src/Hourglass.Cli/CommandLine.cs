using System.CommandLine;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Parses a command line, runs its command and turns errors into messages and exit codes.</summary>
internal static class CommandLine
{
    private const string Name = "hourglass";

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="context">The world outside.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CliContext context)
    {
        Phrase.Translation = Language.Choose(context, args);
        RootCliCommand root = new();
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        OptionValues values = new(parsed, context.CurrentDirectory);
        CliCommand command = (CliCommand)parsed.CommandResult.Command;
        try
        {
            Language.ThrowIfUnknown(args);
            if (values.Flag(SharedOptions.Help)) return HelpWriter.Write(context, command);
            Complaints.ThrowIfAny(parsed, command);
            return await command.RunAsync(context, values).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Error.WriteLine($"{Name}: {Phrase.Of("stopped.")}");
            return ExitCode.Cancelled;
        }
        catch (Exception error)
        {
            foreach (string line in ErrorText.Lines(error)) context.Error.WriteLine($"{Name}: {line}");
            if (error is UsageException) context.Error.WriteLine(Phrase.Of($"'{HelpWriter.FullName(command)} --help' shows what there is."));
            if (values.Flag(SharedOptions.Verbose)) context.Error.WriteLine(error);
            return ErrorText.ExitCodeOf(error);
        }
    }
}
