using System.Globalization;
using System.Text.RegularExpressions;
using Hourglass.Networks;

namespace Hourglass.Cli.Tests;

public sealed partial class LanguageTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("es", "LANG=es")]
    [InlineData("es", "LANG=es_MX.UTF-8")]
    [InlineData("es", "LC_ALL=", "LC_MESSAGES=es_AR", "LANG=en_US.UTF-8")]
    [InlineData("en", "LC_ALL=C", "LANG=es_MX.UTF-8")]
    [InlineData("en", "LANG=est_EE")]
    [InlineData("en", "LANG=de_DE.UTF-8")]
    [InlineData("en")]
    public void Locale_ChoosesTheLanguage(string language, params string[] variables)
    {
        string expected = _cli.Run($"--help --lang {language}").Out;
        foreach (string variable in variables) _cli.Variables[variable.Split('=')[0]] = variable.Split('=')[1];

        Assert.Equal(expected, _cli.Run("--help").Out);
    }

    [Fact]
    public void Lang_WinsOverTheLocale()
    {
        string english = _cli.Run("data").Out;
        _cli.Variables["LC_ALL"] = "es_ES.UTF-8";

        Assert.Equal(english, _cli.Run("data --lang en").Out);
        Assert.Equal(english, _cli.Run("--lang=en data").Out);
        Assert.NotEqual(english, _cli.Run("data").Out);
    }

    [Theory]
    [InlineData("--lang fr", "--lang: received \"fr\", expected one of en, es.")]
    [InlineData("train --lang=ess", "--lang: received \"ess\", expected one of en, es; did you mean \"es\"?")]
    [InlineData("--lang", "--lang: received \"\", expected one of en, es.")]
    public void Lang_ThatThereIsNot_IsRefused(string commandLine, string message) => _cli.Run(commandLine).AssertFails(ExitCode.Usage, message);

    [Theory]
    [InlineData("train --epochs x", "--epochs: se recibió 'x', se esperaba un número entero")]
    [InlineData("train --epochs", "Falta el valor de la opción '--epochs'.")]
    [InlineData("train --epochs 1 --epochs 2", "La opción '--epochs' espera un solo valor y recibió 2.")]
    [InlineData("train --epoch 3", "No hay ninguna opción --epoch; ¿quiso decir --epochs?")]
    [InlineData("trian", "No hay ningún comando \"trian\", se esperaba uno de train, resume")]
    [InlineData("resume", "RUN: no se recibió nada, se esperaba la carpeta de la ejecución.")]
    public void Error_InSpanish_IsSpanish(string commandLine, string message)
    {
        _cli.Variables["LANG"] = "es_MX.UTF-8";

        CliResult result = _cli.Run(commandLine);

        result.AssertFails(ExitCode.Usage, message);
        Assert.EndsWith(" --help' muestra lo que hay.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_InSpanish_SaysSoAndKeepsTheCommandWithoutTheLanguage()
    {
        CliResult result = _cli.AddMnist().Run("train dense --code 8 --data mnist --epochs 2 --batch 64 --threads 1 --lang es --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Modelo: dense, 784-8-784, ", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"Muestras: \d+ de entrenamiento, \d+ de validación, 64 de prueba\.\n", result.Error);
        Assert.Matches(@"época 1/2  pérdida \d\.\d+  valid\. \d\.\d+  [\d,]+ muestras/s  quedan \d+ s\n", result.Error);
        Assert.Matches(@"\ncódigo +8 de 784 números, compresión 98 a 1\n", result.Out);
        Assert.Matches(@"\ntiempo +\d.* para 2 épocas, ", result.Out);
        Assert.DoesNotContain("--lang", File.ReadAllText(_cli.In("run", "command.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_InAPseudoLanguage_HasNoTextThatIsNotTranslated()
    {
        Phrase.Translation = new Translation("pseudo", static text => text.StartsWith('«') ? text : $"«{text}»");
        try
        {
            foreach (CliCommand command in All(new RootCliCommand()))
            {
                string rest = Said().Replace(HelpOf(command), "");

                Assert.DoesNotContain(rest.Split('\n'), static line => !NameOrExample().IsMatch(line.Trim()));
            }
        }
        finally
        {
            Phrase.Translation = null;
        }
    }

    private string HelpOf(CliCommand command)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CliContext context = new()
        {
            Out = output,
            Error = TextWriter.Null,
            CurrentDirectory = _cli.Folder,
            Locator = static () => throw new InvalidOperationException("Help needs no data."),
        };
        HelpWriter.Write(context, command);
        return output.ToString();
    }

    private static IEnumerable<CliCommand> All(CliCommand command) => [command, .. command.Subcommands.Cast<CliCommand>().SelectMany(All)];

    [GeneratedRegex("«.*?»", RegexOptions.Singleline)]
    private static partial Regex Said();

    /// <summary>What stands in help untranslated: nothing, a command line, an option, an argument, a command with its arguments.</summary>
    [GeneratedRegex(@"^(hourglass.*|--[a-z-]+( [A-Za-z|,.]+)?(, -.)*|[A-Z.]+|[a-z]+( \[?[A-Z.]+\]?)*|)$")]
    private static partial Regex NameOrExample();
}
