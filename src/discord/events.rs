//! Takes each event of the gateway to the file that handles it, and does nothing else.

use std::{sync::Arc, sync::OnceLock};

use serenity::{
    all::{Context, EventHandler, Interaction, Message, Ready, ResumedEvent},
    async_trait,
};
use tokio::{sync::mpsc, time::Instant};

use super::{App, components, mention, register, shard::Signal, slash};

/// Forwards events.
pub(super) struct Events {
    pub app: Arc<App>,
    pub signals: mpsc::UnboundedSender<Signal>,
    /// Set when the commands are looked at, once in the life of a process.
    pub registered: OnceLock<()>,
}

#[async_trait]
impl EventHandler for Events {
    async fn ready(&self, _: Context, ready: Ready) {
        // Only the first one is kept: neither id ever changes.
        let _ = self.app.identity.set((ready.user.id.get(), ready.application.id.get()));
        // The receiver is gone only when the process stops.
        let _ = self.signals.send(Signal::Ready(Some(ready.resume_gateway_url)));
        if self.app.settings.register_commands && self.registered.set(()).is_ok() {
            let app = Arc::clone(&self.app);
            tokio::spawn(async move { register::register(&app, ready.application.id.get()).await });
        }
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        let _ = self.signals.send(Signal::Resumed);
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let received = Instant::now();
        let _open = self.app.open.token();
        match interaction {
            Interaction::Command(command) => slash::command(&self.app, command, received).await,
            Interaction::Autocomplete(command) => slash::autocomplete(&self.app, command, received).await,
            Interaction::Component(component) => components::component(&self.app, component, received).await,
            // We open no forms, and pings come only over HTTP.
            _ => {}
        }
    }

    async fn message(&self, _: Context, message: Message) {
        let received = Instant::now();
        let _open = self.app.open.token();
        mention::message(&self.app, message, received).await;
    }
}
