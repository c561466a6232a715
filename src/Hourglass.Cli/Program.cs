using System.Runtime.InteropServices;
using Hourglass.Cli;
using Hourglass.Learning;

#pragma warning disable RS0030 // The one place where the console is touched.

using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);

CliContext context = new()
{
    Out = Console.Out,
    Error = Console.Error,
    CurrentDirectory = Environment.CurrentDirectory,
    Locator = static () => new DatasetLocator(DataFolders.FromEnvironment(), new Downloads()),
    DataFolder = DataFolders.FromEnvironment().Own,
    Variable = Environment.GetEnvironmentVariable,
    IsTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
    Width = MeasureWidth,
    Cancellation = stop.Token,
};
return await CommandLine.RunAsync(args, context);

// Some terminals say 0; where there is none, 80 cells are the custom.
static int MeasureWidth()
{
    const int Custom = 80;
    if (Console.IsErrorRedirected && Console.IsOutputRedirected) return Custom;
    return Console.WindowWidth is > 0 and int width ? width : Custom;
}

// The first signal asks for an orderly end; the second does what the system does.
void OnSignal(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested) return;
    signal.Cancel = true;
    stop.Cancel();
}
