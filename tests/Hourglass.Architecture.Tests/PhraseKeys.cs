using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hourglass.Architecture.Tests;

/// <summary>Finds the English texts that code says by <c>Phrase.Of</c> and <c>Phrase.Mark</c>, as keys of translations.</summary>
internal sealed class PhraseKeys
{
    private readonly HashSet<string> _constants;
    private readonly SortedDictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private string _file = "";

    private PhraseKeys(HashSet<string> constants) => _constants = constants;

    /// <summary>Gets each key with the first place that says it.</summary>
    public IReadOnlyDictionary<string, string> Places => _places;

    /// <summary>Gets what cannot be a key, with its place.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads source files.</summary>
    public static PhraseKeys In(params ReadOnlySpan<SourceFile> files)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        (string Name, SyntaxNode Root)[] trees = [.. files.ToArray().Select(file => (file.Name, CSharpSyntaxTree.ParseText(file.Text, options).GetRoot()))];
        PhraseKeys keys = new([.. trees.SelectMany(static tree => Constants(tree.Root))]);
        foreach ((string name, SyntaxNode root) in trees)
        {
            keys._file = name;
            foreach (InvocationExpressionSyntax call in root.DescendantNodes().OfType<InvocationExpressionSyntax>()) keys.Read(call);
        }

        return keys;
    }

    /// <summary>Names the constant texts, fields and locals alike, by each type around them.</summary>
    private static IEnumerable<string> Constants(SyntaxNode root)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            VariableDeclarationSyntax? declared = node switch
            {
                FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword) => field.Declaration,
                LocalDeclarationStatementSyntax { IsConst: true } local => local.Declaration,
                _ => null,
            };
            if (declared?.Type.ToString() != "string") continue;
            foreach (VariableDeclaratorSyntax variable in declared.Variables)
                foreach (string type in TypesAround(variable)) yield return $"{type}.{variable.Identifier.Text}";
        }
    }

    private void Read(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: "Of" or "Mark" } access) return;
        if (NameOf(access.Expression) != "Phrase" || call.ArgumentList.Arguments is not [{ Expression: { } text }]) return;
        bool isMark = access.Name.Identifier.Text == "Mark";
        if (text is InterpolatedStringExpressionSyntax holes && !isMark) ReadHoles(holes);
        else ReadPlain(text, isMark);
    }

    private void ReadPlain(ExpressionSyntax text, bool isMark)
    {
        switch (text)
        {
            case ParenthesizedExpressionSyntax inner:
                ReadPlain(inner.Expression, isMark);
                break;
            case ConditionalExpressionSyntax choice:
                ReadPlain(choice.WhenTrue, isMark);
                ReadPlain(choice.WhenFalse, isMark);
                break;
            case SwitchExpressionSyntax choice:
                foreach (SwitchExpressionArmSyntax arm in choice.Arms) ReadPlain(arm.Expression, isMark);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice:
                ReadPlain(choice.Left, isMark);
                ReadPlain(choice.Right, isMark);
                break;
            case LiteralExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }:
                if (Literal(text) is { } key) Add(key, text);
                else Complain(text, "is no literal, so it has no translation; make it one interpolated string");
                break;
            case InterpolatedStringExpressionSyntax:
                Complain(text, "is filled before it can be translated; give it to Phrase.Of directly");
                break;
            default:
                if (isMark && text is not ThrowExpressionSyntax) Complain(text, "is no literal, so it cannot be marked");
                break;
        }
    }

    /// <summary>Builds the key of a text with holes as <c>PhraseBuilder</c> does.</summary>
    private void ReadHoles(InterpolatedStringExpressionSyntax text)
    {
        // The compiler takes a text whose holes are all constant for a literal.
        InterpolationSyntax[] holes = [.. text.Contents.OfType<InterpolationSyntax>()];
        if (holes.All(hole => IsConstant(hole.Expression))) Complain(text, "has no holes that are filled at run time, so it is a literal with other braces; write it as one");
        bool isRaw = text.StringStartToken.Text.Contains("\"\"\"", StringComparison.Ordinal);
        int count = 0;
        string key = string.Concat(text.Contents.Select(part => part is InterpolatedStringTextSyntax literal
            ? isRaw ? Escape(literal.TextToken.ValueText) : literal.TextToken.ValueText
            : FormattableString.Invariant($"{{{count++}}}")));
        Add(key, text);
    }

    private bool IsConstant(ExpressionSyntax hole) => hole switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        IdentifierNameSyntax name => TypesAround(name).Any(type => _constants.Contains($"{type}.{name.Identifier.Text}")),
        MemberAccessExpressionSyntax access => _constants.Contains($"{NameOf(access.Expression)}.{access.Name.Identifier.Text}"),
        _ => false,
    };

    private static IEnumerable<string> TypesAround(SyntaxNode node) =>
        node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Select(static type => type.Identifier.Text);

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => "",
    };

    private static string? Literal(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
        ParenthesizedExpressionSyntax inner => Literal(inner.Expression),
        BinaryExpressionSyntax sum when Literal(sum.Left) is { } left && Literal(sum.Right) is { } right => left + right,
        _ => null,
    };

    private static string Escape(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private void Add(string key, ExpressionSyntax text) => _places.TryAdd(key, Place(text));

    private void Complain(ExpressionSyntax text, string problem) => _problems.Add($"{Place(text)}: {text} {problem}.");

    private string Place(ExpressionSyntax text) => FormattableString.Invariant($"{_file}:{text.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
}
