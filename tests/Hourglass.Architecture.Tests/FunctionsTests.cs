namespace Hourglass.Architecture.Tests;

/// <summary>A measure that finds nothing would let everything pass.</summary>
public sealed class FunctionsTests
{
    [Fact]
    public void Of_FunctionsOfAllKinds_MeasuresEachAndNoField()
    {
        const string Text = """""
            namespace A;

            /// <summary>Not { code.</summary>
            [Some(typeof(int[]), "]")]
            internal sealed class B<T>(int x = 1) : C
                where T : struct
            {
                private static readonly int[] Table =
                [
                    1, 2,
                ];

                private readonly Func<int, int> _square = static y =>
                {
                    return y * y;
                };

                public int Automatic { get; private set; } = 3;

                public string Text => "}" + '{' + @"""" + $"{(x > 0 ? "}" : "{{")}";

                public int Checked
                {
                    get;
                    set => field = value < 0 ? 0 : value;
                }

                [Fact]
                public void Method<TVec>(string s = "{", int n = 2)
                    where TVec : struct
                {
                    // A comment with a }.
                    if (n == 2) Console.WriteLine(s);
                }

                public static int Switch(int n) => n switch
                {
                    0 => 1,
                    _ => 2,
                };

                private abstract void None();

                private enum Kind { One = 1, Two }
            }
            """"";

        IReadOnlyList<Function> functions = Functions.Of(new SourceFile("b.cs", Text));

        Assert.Equal(
            [
                ("b.cs:20 public string Text => \"}\" + '{' + @\"\"\"\" + $\"{(x > 0 ? \"}\" : \"{{\")}\";", 1),
                ("b.cs:22 public int Checked", 5),
                ("b.cs:29 public void Method<TVec>(string s = \"{\", int n = 2)", 6),
                ("b.cs:36 public static int Switch(int n) => n switch", 5),
            ],
            functions.Select(static function => (function.Name, function.Lines)));
    }

    [Fact]
    public void Of_TheRepository_FindsWhatIsKnownToBeThere()
    {
        SourceFile[] source = SourceFile.In("src");
        string[] names = [.. source.SelectMany(Functions.Of).Select(static function => function.Name)];

        Assert.True(names.Length > 500, $"Found {names.Length} functions in {source.Length} files, expected hundreds.");
        Assert.Contains(names, static name => name.Contains("void For<TJob>(int count, int grain, in TJob job)", StringComparison.Ordinal));
        Assert.Contains(names, static name => name.Contains("public override void Forward(in LayerPass pass)", StringComparison.Ordinal));
    }
}
