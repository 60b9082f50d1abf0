//! How long a chart takes: laid out, drawn, and from the cache. `cargo bench --bench chart`.

use accession_bot::{
    data::load::Files,
    query::engine::Engine,
    render::chart::{Cache, figure, png},
    text::Lang,
};
use divan::Bencher;

/// One chart of each kind.
const NAMES: [&str; 5] = ["polls-trend", "polls-compare", "ratifications", "timeline", "vote-ratification-2017"];

fn main() {
    divan::main();
}

fn engine() -> Engine {
    Engine::new(&Files::built_in()).unwrap_or_else(|findings| panic!("the data cannot be used: {findings:?}"))
}

#[divan::bench(args = NAMES)]
fn lay_out(bencher: Bencher, name: &str) {
    let engine = engine();
    bencher.bench(|| figure(&engine, name, Lang::Cnr));
}

#[divan::bench(args = NAMES, sample_count = 20)]
fn draw(bencher: Bencher, name: &str) {
    let engine = engine();
    bencher.with_inputs(|| figure(&engine, name, Lang::Cnr)).bench_values(|figure| figure.map(|figure| png(&figure)));
}

#[divan::bench(args = NAMES)]
fn from_the_cache(bencher: Bencher, name: &str) {
    let (engine, cache) = (engine(), Cache::default());
    bencher.bench(|| cache.picture(&engine, name, Lang::Cnr));
}
