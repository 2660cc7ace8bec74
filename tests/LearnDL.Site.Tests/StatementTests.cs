using System.Net;
using LearnDL.Site.Code;
using LearnDL.Site.Walk;

namespace LearnDL.Site.Tests;

/// <summary>What the page "Through time" reads out of a line of code and its comment.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("var i = Gate(zi);  // input gate      i = σ(zi)", "i", "i = σ(zi)", "input gate")]
    [InlineData("var (a, b) = z.Split(2);      // each    (N, U)", "a,b", "", "each")]
    [InlineData("var dzo = Back(dh, s);  // do = dh∘t      dzo = do∘σ'(zo)", "dzo", "do = dh∘t|dzo = do∘σ'(zo)", "")]
    [InlineData("Join(dz, dzi, dzf);  // dz     (N, 4U)", "dz", "", "dz")]
    [InlineData("z.AddRow(b, into: z);", "z", "", "")]
    [InlineData("x.Sum(addTo: Of(b));   // db += Σ dz", "db", "db += Σ dz", "")]
    [InlineData("d = d with { H = 1 };", "d.H", "", "")]
    [InlineData("at[C, n] = at[F, n] * at[G, n];    // c = f∘g  cell state", "c", "c = f∘g", "cell state")]
    [InlineData("d = d.Add(dy);      // dh += dy  h is an output", "dh", "dh += dy", "h is an output")]
    [InlineData("dcPrev = dc.Multiply(f);    // dcPrev = dc∘f", "dcPrev", "dcPrev = dc∘f", "")]
    [InlineData("Run(new Work(1));", "", "", "")]
    [InlineData("var dc = a.Add(b);   // c feeds both:\n                     // dc = a + b", "dc", "dc = a + b",
        "c feeds both")]
    [InlineData("var q = 1;\n// about what follows", "q", "", "")]
    public void A_statement_has_names_equations_and_a_note(string text, string names, string equations, string note)
    {
        var statement = new Statements(new SourceFile("A.cs", $"class A {{ void B() {{\n{text}\n}} }}")).At(2)!;
        Assert.Equal(names, string.Join(',', statement.Names));
        Assert.Equal(equations, string.Join('|', statement.Equations.Select(e => e.Text)));
        Assert.Equal(note, statement.Note);
    }

    [Fact]
    public void No_statement_begins_where_a_bracket_stands() =>
        Assert.Null(new Statements(new SourceFile("A.cs", "class A { void B()\n{\nvar q = 1;\n} }")).At(2));

    [Theory]
    [InlineData("F", 1, 5)]                  // both, and what stands between
    [InlineData("A.F(x)", 1, 1)]
    [InlineData("F(x, y)", 3, 5)]
    [InlineData("F(x, z)", -1, -1)]
    [InlineData("A.B.F", -1, -1)]
    public void Overloads_come_together_or_by_their_parameters(string member, int first, int last)
    {
        var file = new SourceFile("A.cs",
            "class A {\nint F(int x) => x;\n/// <inheritdoc/>\nint F(int x,\n  int y)\n  => x;\n}");
        var found = file.Member(member);
        Assert.Equal((first, last), found is null ? (-1, -1) : (found.FirstLine, found.LastLine));
    }

    [Theory]
    [InlineData("c = f∘cPrev", "<mi>c</mi><mo>=</mo><mi>f</mi><mo>∘</mo><msub><mi>c</mi><mi>prev</mi></msub>")]
    [InlineData("dzi = di∘σ'(zi)",
        "<msub><mi>dz</mi><mi>i</mi></msub><mo>=</mo><mi>di</mi><mo>∘</mo>"
        + "<mi>σ′</mi><mo>(</mo><msub><mi>z</mi><mi>i</mi></msub><mo>)</mo>")]
    [InlineData("dR += hPrevᵀ·dz",
        "<mi>dR</mi><mo>+=</mo><msubsup><mi>h</mi><mi>prev</mi><mi>T</mi></msubsup><mo>·</mo><mi>dz</mi>")]
    [InlineData("1 − y²", "<mn>1</mn><mo>−</mo><msup><mi>y</mi><mn>2</mn></msup>")]
    public void An_equation_becomes_MathML(string equation, string expected) =>
        Assert.Equal($"<math><mrow>{expected}</mrow></math>", WebUtility.HtmlDecode(EquationMath.Html(equation))
            .Replace(" stretchy=\"false\"", "", StringComparison.Ordinal));
}
