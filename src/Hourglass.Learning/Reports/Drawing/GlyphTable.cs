using System.Globalization;

namespace Hourglass.Learning;

/// <summary>The letters of <see cref="GlyphFont"/>.</summary>
/// <remarks>
/// Each line is a letter, its advance and its strokes: <c>M</c> begins at a place, <c>L</c> draws a line, <c>C</c> a curve by two control
/// points, <c>h</c> and <c>v</c> a quarter of an ellipse that leaves horizontally or vertically, <c>o</c> sets a dot. Numbers are hundredths
/// of the font size, to the right and up from where the middle of strokes on the baseline lies; small letters are 44 high, capitals 64.
/// </remarks>
internal static class GlyphTable
{
    /// <summary>What stands for letters that the font lacks.</summary>
    public const char Missing = '\uFFFD';

    // A little squarer than an ellipse, as most letters are.
    private const double Kappa = 0.575;

    private static readonly System.Buffers.SearchValues<char> Commands = System.Buffers.SearchValues.Create("MLChvo");

    private const string Letters = """
        a 53 M10 35C12 41 18 44 27 44h44 28L44 0M44 26C35 26 8 28 8 12C8 5 13 0 22 0C34 0 44 8 44 18
        b 56 M9 67L9 0M9 22v29 44h49 22v29 0h9 22
        c 51 M46 34C42 41 36 44 28 44h7 22v28 0C36 0 42 3 46 10
        d 56 M47 67L47 0M47 22v27 44h7 22v27 0h47 22
        e 54 M7 23L48 23v28 44h7 22v28 0C37 0 43 3 46 9
        f 30 M29 67L26 67h13 54L13 0M3 44L27 44
        g 56 M47 44L47 -3v28 -20C19 -20 13 -18 10 -13M47 22v27 44h7 22v27 0h47 22
        h 54 M9 67L9 0M9 24v28 44h45 27L45 0
        i 22 M11 44L11 0o11 62
        j 22 M11 44L11 -9C11 -16 8 -20 1 -20o11 62
        k 49 M9 67L9 0M42 44L9 14M20 24L45 0
        l 22 M11 67L11 0
        m 82 M9 44L9 0M9 26v25 44h41 28L41 0M41 26v57 44h73 28L73 0
        n 54 M9 44L9 0M9 24v28 44h45 27L45 0
        o 56 M28 0h49 22v28 44h7 22v28 0
        p 56 M9 44L9 -20M9 22v29 44h49 22v29 0h9 22
        q 56 M47 44L47 -20M47 22v27 44h7 22v27 0h47 22
        r 35 M9 44L9 0M9 21v27 44L33 44
        s 49 M42 35C39 41 33 44 25 44C15 44 9 40 9 33C9 25 17 24 25 22C34 20 43 18 43 11C43 4 36 0 25 0C16 0 10 3 7 10
        t 32 M13 58L13 12v24 0L30 0M3 44L29 44
        u 54 M9 44L9 17v26 0h45 20M45 44L45 0
        v 49 M4 44L24.5 0L45 44
        w 72 M4 44L19 0L36 44L53 0L68 44
        x 48 M5 44L43 0M43 44L5 0
        y 49 M4 44L25 1M46 44L22 -10C19 -17 15 -20 6 -20
        z 46 M6 44L40 44L5 0L41 0
        A 64 M4 0L32 64L60 0M13 20L51 20
        B 62 M10 34L32 34C43 34 50 40 50 49C50 58 43 64 32 64L10 64L10 0L32 0C46 0 54 6 54 17C54 28 46 34 32 34
        C 64 M58 48C53 58 45 64 35 64h7 32v35 0C45 0 53 6 58 16
        D 68 M10 0L10 64L29 64C49 64 61 52 61 32C61 12 49 0 29 0L10 0
        E 58 M53 64L10 64L10 0L53 0M10 33L49 33
        F 54 M51 64L10 64L10 0M10 32L46 32
        G 69 M60 50C55 59 46 64 36 64h7 32v36 0C47 0 56 5 61 11L61 30L38 30
        H 68 M10 64L10 0M58 64L58 0M10 33L58 33
        I 26 M13 64L13 0
        J 45 M35 64L35 19C35 6 30 0 20 0C11 0 6 5 5 15
        K 61 M10 64L10 0M54 64L10 22M24 36L57 0
        L 51 M10 64L10 0L48 0
        M 78 M10 0L10 64L39 10L68 64L68 0
        N 69 M10 0L10 64L59 0L59 64
        O 73 M36.5 0h66 32v36.5 64h7 32v36.5 0
        P 58 M10 0L10 64L32 64C46 64 53 57 53 46C53 35 46 28 32 28L10 28
        Q 73 M36.5 0h66 32v36.5 64h7 32v36.5 0M45 14L64 -6
        R 62 M10 0L10 64L32 64C46 64 53 57 53 47C53 36 46 30 32 30L10 30M34 30L56 0
        S 61 M53 49C50 58 42 64 30 64C17 64 9 57 9 48C9 37 19 35 30 32.5C43 29.5 54 27 54 16C54 6 45 0 31 0C18 0 9 5 6 16
        T 57 M4 64L53 64M28.5 64L28.5 0
        U 67 M10 64L10 24C10 8 18 0 33.5 0C49 0 57 8 57 24L57 64
        V 62 M4 64L31 0L58 64
        W 90 M4 64L24 0L45 64L66 0L86 64
        X 61 M6 64L55 0M55 64L6 0
        Y 58 M4 64L29 31L54 64M29 31L29 0
        Z 57 M7 64L51 64L6 0L52 0
        0 57 M28.5 0h49 32v28.5 64h8 32v28.5 0
        1 57 M13 52L31 64L31 0
        2 57 M9 47C9 57 17 64 28 64C40 64 47 57 47 47C47 38 41 31 31 22L8 0L49 0
        3 57 M9 51C12 59 18 64 28 64C39 64 46 58 46 49C46 40 39 34.5 28 34.5L23 34.5M28 34.5C41 34.5 49 28 49 17C49 7 41 0 28 0C16 0 9 5 7 14
        4 57 M39 0L39 64L6 17L51 17
        5 57 M45 64L15 64L12 33C17 37 22 39 29 39C41 39 49 31 49 20C49 8 40 0 28 0C17 0 10 5 8 13
        6 57 M45 54C42 60 37 64 30 64C16 64 8 52 8 28C8 10 15 0 29 0C41 0 49 8 49 20C49 32 41 39 29 39C17 39 8 31 8 20
        7 57 M8 64L49 64C36 46 27 26 24 0
        8 57 M28.5 35C17 35 10 41 10 50C10 58 17 64 28.5 64C40 64 47 58 47 50C47 41 40 35 28.5 35C15 35 7 28 7 17C7 7 15 0 28.5 0C42 0 50 7 50 17C50 28 42 35 28.5 35
        9 57 M12 10C15 4 20 0 27 0C41 0 49 12 49 36C49 54 42 64 28 64C16 64 8 56 8 44C8 32 16 25 28 25C40 25 49 33 49 44
        ! 28 M14 64L14 20o14 1
        " 34 M10 64L10 46M24 64L24 46
        # 66 M26 64L16 0M50 64L40 0M8 43L60 43M6 21L58 21
        $ 57 M47 48C45 55 39 58 29 58C18 58 11 53 11 45C11 36 19 34 28 32C39 29.5 48 27 48 18C48 10 40 5 29 5C18 5 11 9 8 16M28.5 67L28.5 -4
        % 86 M20 34h33 49v20 64h7 49v20 34M66 0h79 15v66 30h53 15v66 0M64 64L22 0
        & 67 M60 0L21 43C12 53 17 64 29 64C41 64 46 53 37 45C30 39 8 33 8 16C8 6 16 0 27 0C43 0 53 12 55 30
        ' 20 M10 64L10 46
        ( 33 M26 71C13 57 9 43 9 28C9 12 13 -3 26 -17
        ) 33 M7 71C20 57 24 43 24 28C24 12 20 -3 7 -17
        * 42 M21 64L21 42M11 58.5L31 47.5M31 58.5L11 47.5
        + 60 M30 51L30 7M8 29L52 29
        , 26 M14 2L10 -11
        - 35 M6 25L29 25
        . 26 o13 1
        / 34 M29 66L5 -6
        : 26 o13 1o13 39
        ; 26 M14 2L10 -11o13 39
        < 60 M51 49L9 29L51 9
        = 60 M8 38L52 38M8 20L52 20
        > 60 M9 49L51 29L9 9
        ? 50 M8 49C9 59 16 64 25 64C36 64 43 58 43 49C43 37 26 36 25 20o25 1
        @ 90 M61 40v44 51h27 26v41 8C52 8 59 16 61 26M63 50L60 20C59 9 66 8 70 8C79 9 84 18 84 31v46 68h7 29v46 -14C56 -14 64 -11 70 -7
        [ 31 M25 70L11 70L11 -14L25 -14
        \ 34 M5 66L29 -6
        ] 31 M6 70L20 70L20 -14L6 -14
        ^ 52 M10 36L26 64L42 36
        _ 52 M0 -12L52 -12
        ` 30 M8 66L18 55
        { 37 M29 70C19 70 18 66 18 56L18 40C18 32 15 28 8 28C15 28 18 24 18 16L18 0C18 -10 19 -14 29 -14
        | 26 M13 71L13 -17
        } 37 M8 70C18 70 19 66 19 56L19 40C19 32 22 28 29 28C22 28 19 24 19 16L19 0C19 -10 18 -14 8 -14
        ~ 60 M8 24C10 32 15 36 22 35C30 33 31 25 38 24C45 23 50 27 52 34
        – 56 M4 25L52 25
        — 100 M4 25L96 25
        … 84 o14 1o42 1o70 1
        × 60 M13 46L47 12M47 46L13 12
        · 26 o13 27
        ° 38 M19 40h31 52v19 64h7 52v19 40
        − 60 M8 29L52 29
        ± 60 M30 56L30 16M8 36L52 36M8 1L52 1
        ≤ 60 M50 57L10 38L50 19M10 3L50 3
        ≥ 60 M10 57L50 38L10 19M10 3L50 3
        ≈ 60 M8 34C10 42 15 45 22 44C30 42 31 35 38 34C45 33 50 36 52 43M8 14C10 22 15 25 22 24C30 22 31 15 38 14C45 13 50 16 52 23
        µ 54 M9 44L9 -18M9 17v26 0h45 20M45 44L45 0
        σ 58 M54 44L28 44h7 22v28 0h49 22v28 44
        α 60 M54 44C48 18 40 0 26 0h7 22v26 44C40 44 44 20 55 0
        β 57 M9 -20L9 50C9 61 16 67 27 67C38 67 44 61 44 52C44 43 38 37.5 26 37.5M26 37.5C41 37.5 49 30 49 19C49 7 40 0 29 0C20 0 13 3 9 9
        λ 50 M7 67C14 67 16 65 18 60L44 0M25 42L5 0
        → 84 M8 26L76 26M60 42L76 26L60 10
        ← 84 M76 26L8 26M24 42L8 26L24 10
        ² 36 M7 55C7 61 12 64 18 64C24 64 28 61 28 56C28 51 24 47 7 34L29 34
        ¿ 50 M42 -5C41 -15 34 -20 25 -20C14 -20 7 -14 7 -5C7 7 24 8 25 24o25 43
        ¡ 28 M14 -20L14 24o14 43
        ı 22 M11 44L11 0
        � 57 M9 64L48 64L48 0L9 0L9 64
        """;

    // Letters with marks: the letter, what it is made of, the mark. A small i loses its dot.
    private const string Marked =
        "áa´ée´íı´óo´úu´ýy´ÁA´ÉE´ÍI´ÓO´ÚU´ñn~ãa~õo~ÑN~üu¨äa¨öo¨ëe¨ïı¨ÜU¨ÄA¨ÖO¨àa`èe`ìı`òo`ùu`ÀA`ÈE`âa^êe^îı^ôo^ûu^çc¸ÇC¸";

    // Around the middle of the letter, as over a small one.
    private static readonly Dictionary<char, string> Marks = new()
    {
        ['´'] = "M-4 55L6 66",
        ['`'] = "M4 55L-6 66",
        ['^'] = "M-9 55L0 65L9 55",
        ['~'] = "M-11 56C-9 63 -5 64 0 60.5C5 57 9 57 11 64",
        ['¨'] = "o-9 61o9 61",
        ['¸'] = "M1 0L-3 -11",
    };

    // How much higher a mark stands over a capital.
    private const double CapitalRise = 20;

    /// <summary>Reads all letters.</summary>
    public static Dictionary<char, Glyph> Read()
    {
        Dictionary<char, Glyph> glyphs = new() { [' '] = new Glyph(29, new CanvasPath(), []) };
        Dictionary<char, (double Advance, string Path)> lines = [];
        foreach (string line in Letters.Split('\n'))
        {
            string[] parts = line.Split(' ', 3);
            lines[line[0]] = (double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        }

        foreach ((char letter, (double advance, string path)) in lines) glyphs[letter] = Parse(advance, path, "", 0);
        for (int i = 0; i < Marked.Length; i += 3)
        {
            char letter = Marked[i + 1];
            (double advance, string path) = lines[letter];
            double rise = char.IsUpper(letter) && Marked[i + 2] != '¸' ? CapitalRise : 0;
            glyphs[Marked[i]] = Parse(advance, path, Marks[Marked[i + 2]], rise);
        }

        glyphs['\u00A0'] = glyphs[' '];
        glyphs['μ'] = glyphs['µ'];
        return glyphs;
    }

    private static Glyph Parse(double advance, string strokes, string mark, double rise)
    {
        CanvasPath path = new();
        List<CanvasPoint> dots = [];
        Trace(strokes, new CanvasPoint(0, 0), path, dots);
        Trace(mark, new CanvasPoint(advance / 2, rise), path, dots);
        return new Glyph(advance, path, dots);
    }

    private static void Trace(string strokes, CanvasPoint origin, CanvasPath path, List<CanvasPoint> dots)
    {
        for (int i = 0; i < strokes.Length;)
        {
            char command = strokes[i];
            int end = strokes.AsSpan(i + 1).IndexOfAny(Commands) is int next and >= 0 ? i + 1 + next : strokes.Length;
            double[] numbers = [.. strokes[(i + 1)..end].Split(' ').Select(static text => double.Parse(text, CultureInfo.InvariantCulture))];
            CanvasPoint At(int place) => origin + new CanvasPoint(numbers[2 * place], numbers[(2 * place) + 1]);
            for (int place = 0; 2 * place < numbers.Length; place++)
            {
                switch (command)
                {
                    case 'M': path.MoveTo(At(place).X, At(place).Y); break;
                    case 'L': path.LineTo(At(place).X, At(place).Y); break;
                    case 'C': path.CurveTo(At(place), At(place + 1), At(place += 2)); break;
                    case 'o': dots.Add(At(place)); break;
                    default: path.QuarterTo(At(place).X, At(place).Y, command == 'h', Kappa); break;
                }
            }

            i = end;
        }
    }
}
