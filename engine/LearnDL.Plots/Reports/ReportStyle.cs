namespace LearnDL.Plots;

/// <summary>How a report looks: in the colours and letters of LearnDL's pages.</summary>
static class ReportStyle
{
    /// <summary>Without &lt;, &gt; and &amp;, so that it is the same in HTML and in XML.</summary>
    public const string Css = """

        :root {
          color-scheme: light dark;
          --paper: #fdfcf9; --ink: #1f2429; --soft: #565f68; --line: #dfdbd1; --link: #0a5a8a;
          --picture-paper: #fefefe;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #16191d; --ink: #e2e3e1; --soft: #a9b1b9; --line: #363c43; --link: #7fc4ee;
            --picture-paper: #16191d;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 72rem; padding: 0 1rem 3rem;
          background: var(--paper); color: var(--ink); overflow-wrap: break-word;
          font: 1.0625rem/1.65 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
        }
        @media (min-width: 40rem) { body { padding: 0 2rem 4rem; } }
        h1, h2 { line-height: 1.25; letter-spacing: -0.012em; text-wrap: balance; overflow-wrap: anywhere; }
        h1 { margin: 1.3rem 0 0.5rem; font-size: clamp(1.7rem, 1.2rem + 2.2vw, 2.6rem); }
        h2 { margin: 2.6rem 0 0.8rem; font-size: 1.6rem; }
        p { max-width: 40rem; }
        p, footer { color: var(--soft); }
        footer { margin-top: 3rem; font-size: 0.9rem; }
        .gallery { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
        figure { margin: 0; max-width: 32rem; border: 1px solid var(--line); border-radius: 0.4rem; overflow: hidden;
          background: var(--picture-paper); }
        figure svg { display: block; width: 100%; height: auto; }
        .scroll { overflow-x: auto; max-width: 100%; }
        .scroll figure { max-width: none; width: max-content; }
        .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
        table { border-collapse: collapse; font-size: 0.95rem; line-height: 1.45; }
        th, td { padding: 0.3rem 1.2rem 0.3rem 0; border-bottom: 1px solid var(--line); text-align: left;
          vertical-align: top; }
        th { font-weight: 600; }
        td { overflow-wrap: anywhere; }
        .numbers td, .numbers thead th + th { text-align: right; white-space: nowrap;
          font-variant-numeric: tabular-nums; }
        .layers tbody th { min-width: 9.8rem; overflow-wrap: anywhere; }
        @media (max-width: 30rem) { th, td { padding-right: 0.6rem; } table { font-size: 0.82rem; } }
        .numbers.layers td:nth-child(2), .numbers.layers th:nth-child(2) { text-align: left; }

        """;
}
